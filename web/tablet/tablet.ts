import { CODE_HEX, codeOf } from '../../contract/own-code.ts'
import { openQueue, type Queue, type Waiting } from './queue.ts'
import { stayNew } from './stay-new.ts'

/** So long after the last touch the page is the next person's; words that are being written have longer. */
const QUIET_MS = 20_000
const WRITING_MS = 60_000
/** What could not be sent is tried again so often. */
const AGAIN_MS = 30_000
/** Answers in one sending: the house takes a hundred. */
const AT_ONCE = 20
/** More than the house keeps: a novel is cut there, and never so large that it, and all that waits behind it, is refused. */
const MOST_WORDS = 6_000

const stage = document.querySelector('main') as HTMLElement
const note = document.querySelector('#waiting') as HTMLElement
const { door = '', send: sendTo = '', version = '1', first = 'fr' } = stage.dataset
/** What stands on the page. */
let shown = { step: 'ask', band: '' }

/** One person at the tablet. */
let turn = begin(first)
let quiet: ReturnType<typeof setTimeout> | undefined
let sending = false
const queue: Promise<Queue> = openQueue(door)
/** The house asks nothing here any more, for now. */
let closed = false

function begin(language: string) {
  return { language, key: newKey(), shownAt: Date.now(), change: 0, at: 0, answer: {} as Record<string, unknown> }
}

/** `crypto.randomUUID` is not there over plain http, the usual case inside a shop. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Draws a step from what the house sent along: nothing is asked of the network. */
function show(step: string, band = ''): boolean {
  const template = document.querySelector<HTMLTemplateElement>(
    `template[data-step="${step}"][data-lang="${turn.language}"]${step === 'more' ? `[data-band="${band}"]` : ''}`,
  )
  if (!template) return false
  shown = { step, band }
  document.documentElement.lang = turn.language
  stage.replaceChildren(template.content.cloneNode(true))
  const code = stage.querySelector('[data-code]')
  if (code) code.textContent = codeOf(turn.key.slice(-CODE_HEX))
  window.scrollTo(0, 0)
  const heading = stage.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
  stayQuiet()
  return true
}

function restart(language = first): void {
  turn = begin(language)
  show('ask')
}

/** The same step in another language: what they chose and wrote stays theirs. */
function speak(language: string): void {
  const form = stage.querySelector('form')
  const given = form ? [...new FormData(form)] : []
  turn.language = language
  show(shown.step, shown.band)
  for (const [name, value] of given)
    for (const field of stage.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`))
      if (field.type === 'radio' || field.type === 'checkbox') field.checked ||= field.value === value
      else if (field.type !== 'hidden') field.value = String(value)
  stayQuiet()
}

/** The page goes back to the start by itself, so that nobody finds the words of whoever was there before. */
function stayQuiet(): void {
  clearTimeout(quiet)
  if (closed) return
  const box = stage.querySelector<HTMLTextAreaElement>('textarea')
  const writing = box !== null && box.value.trim() !== ''
  quiet = setTimeout(() => restart(), writing ? WRITING_MS : QUIET_MS)
}

function problem(form: HTMLFormElement, words: string): void {
  stage.querySelector('.problem')?.remove()
  const said = document.createElement('p')
  said.className = 'problem'
  said.setAttribute('role', 'alert')
  said.textContent = words
  form.before(said)
}

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').slice(0, MOST_WORDS)

/** The first step: kept on the tablet at once, so that whoever walks away now has answered. */
async function answered(form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form)
  const chosen = form.querySelector<HTMLInputElement>('input[name="score"]:checked')
  const text = textOf(fields, 'text').trim()
  if (!chosen && text === '') {
    problem(form, form.dataset.problem ?? '')
    return
  }
  turn.at = Date.now()
  turn.answer = {
    version: Number(version),
    language: turn.language,
    score: chosen ? Number(chosen.value) : null,
    text,
    tookMs: Math.min(turn.at - turn.shownAt, 3_600_000),
    trap: textOf(fields, 'website'),
  }
  await keep()
  const band = chosen?.dataset.band ?? 'none'
  if (!show('more', text === '' ? band : `${band}-words`)) show('thanks')
}

async function answeredMore(form: HTMLFormElement): Promise<void> {
  const fields = new FormData(form)
  const followUps: Record<string, string[]> = {}
  for (const name of new Set(fields.keys()))
    if (name.startsWith('f-'))
      followUps[name.slice(2)] = fields.getAll(name).map((said) => String(said).slice(0, MOST_WORDS))
  turn.answer = { ...turn.answer, followUps, quote: fields.get('quote') }
  await keep()
  show('thanks')
}

async function keep(): Promise<void> {
  turn.change += 1
  await (await queue).keep({ key: turn.key, door, change: turn.change, at: turn.at, answer: turn.answer })
  void tell()
  void send()
}

/** How many wait is said on the page, for whoever looks after the tablet. */
async function tell(): Promise<void> {
  const n = (await (await queue).all()).length
  note.textContent = n === 0 ? '' : `${n} ${note.dataset.words ?? ''}`
}

async function send(): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (;;) {
      const waiting = (await (await queue).all()).slice(0, AT_ONCE)
      if (waiting.length === 0 || !(await sent(waiting))) return
      await tell()
    }
  } catch {
    // No connection: they wait.
  } finally {
    sending = false
  }
}

/** @returns whether the house has heard all of these */
async function sent(waiting: readonly Waiting[]): Promise<boolean> {
  const now = Date.now()
  const response = await fetch(sendTo, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      answers: waiting.map(({ key, at, answer }) => ({ ...answer, key, ageMs: Math.max(0, now - at) })),
    }),
  })
  if (!response.ok) return false
  const { heard } = (await response.json()) as { heard: string[] }
  await (await queue).done(waiting.filter(({ key }) => heard.includes(key)))
  return waiting.every(({ key }) => heard.includes(key))
}

stage.addEventListener('submit', (event) => {
  event.preventDefault()
  const form = event.target as HTMLFormElement
  void (form.dataset.step === 'more' ? answeredMore(form) : answered(form))
})
stage.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a')
  if (!link) return
  event.preventDefault()
  if (link.hreflang) speak(link.hreflang)
  else restart()
})
// Whoever comes while another's words still stand there takes them away by one touch.
stage.addEventListener('reset', () => restart())
for (const each of ['pointerdown', 'keydown', 'input']) document.addEventListener(each, stayQuiet)
window.addEventListener('online', () => void send())
setInterval(() => void send(), AGAIN_MS)

/** Nobody has begun to answer. */
const untouched = (): boolean =>
  stage.querySelector('input:checked') === null && (stage.querySelector('textarea')?.value ?? '').trim() === ''

/** The screen stays on, where the tablet allows it. */
const stayAwake = () => {
  if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined)
}
document.addEventListener('visibilitychange', stayAwake)
stayAwake()

/** What the page is made of, kept so that it opens without a connection too; the worker keeps it fresh in this same place. */
async function stayThere(): Promise<void> {
  await navigator.serviceWorker.register('/t/worker.js')
  const cache = await caches.open('okaeri-tablet-1')
  await cache.addAll([location.pathname, '/t/tablet.js', '/c/figtree.woff2'])
}
// Only over https or on the machine itself; without it the page works for as long as it stays open.
if (navigator.serviceWorker) void stayThere().catch(() => undefined)

await queue
restart()
stayNew(stage, {
  free: async () => closed || (shown.step === 'ask' && untouched() && (await (await queue).all()).length === 0),
  shut: () => {
    closed = true
  },
})
void tell()
void send()
document.documentElement.dataset.ready = 'yes'
