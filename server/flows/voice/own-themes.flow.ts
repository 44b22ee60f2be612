import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/voice-news.ts'
import type { OwnThemeDraft } from '../../../contract/voice-news.ts'
import {
  addOwnTheme,
  countOfThemes,
  everyOwnTheme,
  changeOwnTheme as keepChanged,
  type OwnThemeRow,
  toBeReadAgain,
  type Worded,
  wordsSince,
} from '../../feedback/own-theme-keep.store.ts'
import { type Caller, callerSites } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { fold } from '../../plain/fold.ts'
import { foldedForms, keysOf, slugOf } from '../../voice/own-words.ts'
import { phrasesOf, saysOneOf } from '../../voice/phrases.ts'
import { quoting } from './quotes.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<E> = Promise<AnswerOf<E>>
/** A theme that changed: what was said is looked through for it. */
export const OWN_THEME = 'voice-own-theme'
const SHOWN_MS = 90 * 86_400_000
const READ_MS = 400 * 86_400_000
const PAGE = 1_000
/** A preview is answered at once: of more than this the newest are read. */
const PREVIEWED = 20_000
const SAMPLES = 6

const themeOf = (row: OwnThemeRow, n: number): AnswerOf<typeof api.createOwnTheme> => ({
  slug: row.slug,
  title: { fr: row.title.fr ?? row.slug, en: row.title.en ?? row.slug },
  words: { fr: row.typed.fr ?? [], en: row.typed.en ?? [] },
  createdAt: row.createdAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
  n,
})
const counted = (house: House, rows: readonly OwnThemeRow[]) =>
  countOfThemes(
    house.db,
    rows.map(({ slug }) => `own:${slug}`),
    new Date(house.now().getTime() - SHOWN_MS),
  )

/** Their names stand on what customers write and in the figures; they tell of nobody, and whoever works here may know them. */
export async function listOwnThemes(house: House): Out<typeof api.listOwnThemes> {
  const rows = await everyOwnTheme(house.db)
  const n = await counted(house, rows)
  return { themes: rows.map((row) => themeOf(row, n.get(`own:${row.slug}`) ?? 0)) }
}

/** What these words would find, read now, before anything is kept; with whose words it shows. */
export async function previewOwnTheme(house: House, { body }: In<'previewOwnTheme'>, caller: Caller) {
  const keys = keysOf(body.words)
  const since = new Date(house.now().getTime() - SHOWN_MS)
  const sites = callerSites(caller, 'voice.read')
  const shown: Worded[] = []
  let [of, n, after] = [0, 0, null as Worded | null]
  while (of < PREVIEWED) {
    const page = await wordsSince(house.db, since, sites, after, PAGE, { toShow: true })
    const found = page.filter(({ text }) => saysOneOf(text, keys))
    of += page.length
    n += found.length
    shown.push(...found.slice(0, SAMPLES - shown.length))
    after = page.at(-1) ?? null
    if (page.length < PAGE) break
  }
  const quote = await quoting(house, caller)
  const quotes = quote(shown, (text) => placeOf(text, keys))
  const answer: AnswerOf<typeof api.previewOwnTheme> = { n, of, capped: of >= PREVIEWED, quotes }
  return { answer, customerIds: shown.flatMap(({ customerId }) => customerId ?? []) }
}

const placeOf = (text: string, keys: readonly string[]) => {
  const said = phrasesOf(text)
  for (const key of keys) {
    const place = said.get(key)
    if (place) return place
  }
  return null
}

const rowOf = (slug: string, { title, words }: OwnThemeDraft, createdAt: Date): OwnThemeRow => ({
  slug,
  title,
  typed: words,
  words: Object.fromEntries(Object.entries(words).map(([language, typed]) => [language, foldedForms(typed)])),
  createdAt,
  archivedAt: null,
})

export async function createOwnTheme(
  house: House,
  { body }: In<'createOwnTheme'>,
  caller: Caller,
): Out<typeof api.createOwnTheme> {
  return inTransaction(house, async (house) => {
    await needFreeTitle(house, body.title)
    const slug = slugOf(body.title.fr)
    for (let time = 1; ; time++) {
      const row = rowOf(time === 1 ? slug : `${slug}-${time}`, body, house.now())
      if (!(await addOwnTheme(house.db, row))) continue
      await house.queue.add(house, OWN_THEME, { slug: row.slug })
      await audit(house, caller, 'theme.create', { detail: { theme: row.slug } })
      return themeOf(row, 0)
    }
  })
}

/** Two themes of one title cannot be told apart in a list or a figure; one that was put away is brought back. */
async function needFreeTitle(house: House, title: OwnThemeDraft['title'], but?: string): Promise<void> {
  // A title in letters that are not folded is compared as it stands.
  const key = (each: string) => fold(each) || each
  const mine = new Set(Object.values(title).map(key))
  const same = (await everyOwnTheme(house.db)).find(
    (row) => row.slug !== but && Object.values(row.title).some((each) => mine.has(key(each))),
  )
  if (same)
    throw conflict(
      'theme-taken',
      'Another theme has this title',
      same.archivedAt ? 'It was put away: bring it back.' : 'Add your words to that one, or choose another title.',
    )
}

async function changed(
  house: House,
  caller: Caller,
  slug: string,
  action: string,
  change: (row: OwnThemeRow) => OwnThemeRow,
  title?: OwnThemeDraft['title'],
): Out<typeof api.changeOwnTheme> {
  return inTransaction(house, async (house) => {
    const row = (await everyOwnTheme(house.db)).find((each) => each.slug === slug)
    if (!row) throw notFound('theme')
    if (title) await needFreeTitle(house, title, slug)
    const next = change(row)
    await keepChanged(house.db, next)
    await house.queue.add(house, OWN_THEME, { slug })
    await audit(house, caller, action, { detail: { theme: slug } })
    return themeOf(next, (await counted(house, [next])).get(`own:${slug}`) ?? 0)
  })
}

export const changeOwnTheme = (house: House, { params, body }: In<'changeOwnTheme'>, caller: Caller) =>
  changed(
    house,
    caller,
    params.slug,
    'theme.change',
    (row) => ({ ...rowOf(row.slug, body, row.createdAt), archivedAt: row.archivedAt }),
    body.title,
  )

export const archiveOwnTheme = (house: House, { params, body }: In<'archiveOwnTheme'>, caller: Caller) =>
  changed(house, caller, params.slug, body.archived ? 'theme.archive' : 'theme.restore', (row) => ({
    ...row,
    archivedAt: body.archived ? (row.archivedAt ?? house.now()) : null,
  }))

/**
 * What was said before is looked through for a theme that changed: what speaks of it and does not carry it, and what carries it and speaks of it
 * no more, is read anew in its turn. Doing it again finds nothing.
 */
export async function lookThroughFor(house: House, slug: string): Promise<number> {
  const row = (await everyOwnTheme(house.db)).find((each) => each.slug === slug)
  if (!row) return 0
  const keys = row.archivedAt ? [] : keysOf(row.typed)
  const since = new Date(house.now().getTime() - READ_MS)
  let [marked, after] = [0, null as Worded | null]
  for (;;) {
    const page = await wordsSince(house.db, since, 'all', after, PAGE)
    const stale = page.filter(
      ({ text, themes }) => saysOneOf(text, keys) !== themes.some(({ theme }) => theme === `own:${slug}`),
    )
    await toBeReadAgain(
      house.db,
      stale.map(({ id }) => id),
    )
    marked += stale.length
    if (page.length < PAGE) return marked
    after = page.at(-1)!
  }
}
