import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createElement as h } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { AskedInLetter } from './letter.ts'
import { FOOT } from './message-words.ts'
import { quotedPrintable } from './mime.ts'

/** Who speaks, and in which language: what the shell of a message depends on. */
export interface ShellOf {
  language: 'fr' | 'en'
  sender: string
  address: string
}

/** Places in the shell that each message fills itself. The signs occur in no text: they are removed from what is filled in. */
const SLOT = {
  notice: '\ue000n\ue000',
  preview: '\ue000p\ue000',
  words: '\ue000w\ue000',
  page: '\ue000l\ue000',
  out: '\ue000o\ue000',
}

const INK = '#2a2622'
const FAINT = '#6b635a'
const FACE = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const PARAGRAPH = `margin:0 0 16px;font-size:17px;line-height:1.55;color:${INK}`

/** A letter, not a leaflet: the words, who they are from, and the way out. No picture, so nothing that could tell who opened it. */
function letter({ language, sender, address }: ShellOf): string {
  const foot = FOOT[language]
  const small = { margin: '0 0 6px', fontSize: '13px', lineHeight: '1.5', color: FAINT }
  const link = { color: FAINT, textDecoration: 'underline' }
  const page = h(
    Html,
    { lang: language },
    h(Head, null, h('meta', { name: 'color-scheme', content: 'light dark' })),
    h(Preview, null, SLOT.preview),
    h(
      Body,
      { style: { margin: 0, padding: '24px 12px', backgroundColor: '#f7f3ec', fontFamily: FACE } },
      h(
        Container,
        { style: { maxWidth: '560px', margin: '0 auto' } },
        h(
          Section,
          { style: { backgroundColor: '#fffdf9', padding: '32px 28px 20px', borderRadius: '10px' } },
          h('div', null, SLOT.words),
        ),
        h(
          Section,
          { style: { padding: '16px 28px 0' } },
          h(Text, { style: small }, [sender, address].filter(Boolean).join(', ')),
          h(Hr, { style: { borderColor: '#e4dccf', margin: '10px 0' } }),
          h(
            Text,
            { style: small },
            h(Link, { href: SLOT.page, style: link }, foot.page),
            ' · ',
            h(Link, { href: SLOT.out, style: link }, foot.out),
          ),
          h('div', null, SLOT.notice),
        ),
      ),
    ),
  )
  return `<!doctype html>${renderToStaticMarkup(page)}`
}

type Piece = { text: string } | { slot: keyof typeof SLOT }
const shells = new Map<string, Piece[]>()
/** Shells kept: one for each sender and language. Rendering one takes a hundred times what filling it takes. */
const MOST = 200

function shellOf(of: ShellOf): Piece[] {
  const key = JSON.stringify(of)
  const known = shells.get(key)
  if (known) return known
  const slots = Object.entries(SLOT) as [keyof typeof SLOT, string][]
  const shell = letter(of)
    .split(/(\ue000\w\ue000)/u)
    .map((text): Piece => {
      const slot = slots.find(([, sign]) => sign === text)
      return slot ? { slot: slot[0] } : { text: quotedPrintable(text) }
    })
  if (shells.size >= MOST) shells.clear()
  shells.set(key, shell)
  return shell
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const KAKI = '#a8481a'
const STEP = `display:inline-block;min-width:40px;padding:12px 4px;margin:0 4px 6px 0;border:1px solid #d9cdbb;border-radius:10px;text-align:center;font-size:16px;font-weight:600;color:${KAKI};text-decoration:none`

/** Its scale as buttons. Each opens the page with that step chosen; nothing is answered before it is sent there. */
function scaleOf({ link, question, scale, ends }: AskedInLetter): string {
  const steps = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at)
  const buttons = steps.map((n) => `<a href="${escaped(link)}?s=${n}" style="${STEP}">${n}</a>`).join('')
  const said = ends
    ? `<p style="margin:0 0 16px;font-size:14px;color:${FAINT}">${steps[0]} · ${escaped(ends.low)}&emsp;${steps.at(-1)} · ${escaped(ends.high)}</p>`
    : ''
  return `<p style="${PARAGRAPH};font-weight:600">${escaped(question)}</p><p style="margin:0 0 4px">${buttons}</p>${said}`
}

/** The paragraphs of a message; where one names the address of its question, the scale stands instead of the address. */
function paragraphs(words: string, ask: AskedInLetter | undefined): string {
  if (!ask || !words.includes(ask.link)) return asParagraphs(words)
  const parts = words.split(/\n{2,}/u)
  const at = parts.findIndex((part) => part.includes(ask.link))
  const said = parts[at]!.replaceAll(ask.link, '')
    .replace(/\s*[:：]\s*$/u, '.')
    .trim()
  return [
    asParagraphs(parts.slice(0, at).join('\n\n')),
    asParagraphs(said),
    scaleOf(ask),
    asParagraphs(parts.slice(at + 1).join('\n\n')),
  ].join('')
}

/** Words as paragraphs; an address among them can be followed. Nothing in them is read as HTML. */
export const asParagraphs = (words: string): string =>
  words
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => {
      const lines = escaped(paragraph).replaceAll('\n', '<br>')
      const linked = lines.includes('://')
        ? lines.replaceAll(
            /https?:\/\/[^\s<&]+[^\s<&.,;:!?)]/gu,
            (url) => `<a href="${url}" style="color:#b3541e">${url}</a>`,
          )
        : lines
      return `<p style="${PARAGRAPH}">${linked}</p>`
    })
    .join('')

export interface Filling {
  words: string
  page: string
  out: string
  /** The question it asks: its scale stands where the words name its address. */
  ask?: AskedInLetter | undefined
  /** What they are told of their right to object. */
  notice?: string | undefined
}

/** The message as a page, quoted as it goes over the wire. A sign of ours in the words would be taken for a slot. */
export function emailQuoted(of: ShellOf, { words, page, out, ask, notice }: Filling): string {
  const said = words.replaceAll('\ue000', '')
  const filled = {
    preview: () => escaped(said.slice(0, 140).replaceAll('\n', ' ')),
    words: () => paragraphs(said, ask),
    page: () => escaped(page),
    out: () => escaped(out),
    notice: () =>
      notice ? `<p style="margin:0;font-size:12px;line-height:1.5;color:${FAINT}">${escaped(notice)}</p>` : '',
  }
  // A soft break on each side of a slot: what stands there is quoted by itself, and no line grows too long.
  const quoted = (text: string) => `=\r\n${quotedPrintable(text)}=\r\n`
  return shellOf(of)
    .map((piece) => ('text' in piece ? piece.text : quoted(filled[piece.slot]())))
    .join('')
}
