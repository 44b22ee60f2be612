import { once } from 'node:events'
import { setImmediate as breath } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { QRCodeSVG } from 'qrcode.react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { drawable } from '../../messages/drawn-letters.ts'
import type { Card, Printer } from '../../messages/print.port.ts'
import { openFace } from './outline-text.edge.ts'

type Doc = InstanceType<typeof PDFDocument>
/** Points in a millimetre. */
const MM = 72 / 25.4
/** A6, lying. */
const WIDTH = 148 * MM
const HEIGHT = 105 * MM
const BLEED = 3 * MM
/** Room around the bleed for the marks where it is cut. */
const SLUG = 7 * MM
const EDGE = SLUG + BLEED
const INK = '#2a2622'
const FAINT = '#6b635a'
const GROUND = '#f7f1e6'
const KAKI = '#c4622d'

/** Print-ready cards, two pages each: the words, then the address side. Sizes and boxes as PDF/X printers ask for them. */
export function openPrinter(): Printer {
  let face: ReturnType<typeof openFace> | undefined
  return {
    async print(cards) {
      face ??= openFace()
      const doc = new PDFDocument({ autoFirstPage: false, info: { Title: 'Okaeri', Creator: 'Okaeri' } })
      const parts: Buffer[] = []
      doc.on('data', (part: Buffer) => parts.push(part))
      const end = once(doc, 'end')
      for (const card of cards) {
        words(page(doc), face, card)
        address(page(doc), face, card)
        // A card takes a twelfth of a second: others are answered meanwhile.
        await breath()
      }
      doc.end()
      await end
      return Buffer.concat(parts)
    },
  }
}

/** A page with its trim and bleed boxes and its crop marks; drawing begins at the corner of the card. */
function page(doc: Doc): Doc {
  const size: [number, number] = [WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE]
  doc.addPage({ size, margin: 0 })
  const dictionary = (doc.page as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data
  dictionary.TrimBox = [EDGE, EDGE, size[0] - EDGE, size[1] - EDGE]
  dictionary.BleedBox = [SLUG, SLUG, size[0] - SLUG, size[1] - SLUG]
  doc.lineWidth(0.25).strokeColor('#000000')
  for (const x of [EDGE, EDGE + WIDTH])
    for (const [from, to] of [
      [0, SLUG - 1],
      [size[1] - SLUG + 1, size[1]],
    ] as const)
      doc.moveTo(x, from).lineTo(x, to).stroke()
  for (const y of [EDGE, EDGE + HEIGHT])
    for (const [from, to] of [
      [0, SLUG - 1],
      [size[0] - SLUG + 1, size[0]],
    ] as const)
      doc.moveTo(from, y).lineTo(to, y).stroke()
  return doc
}

const ADDRESS_SIZE = 10.5

type Face = ReturnType<typeof openFace>

/** The words, as large as the card allows, in the middle of its height. */
function words(doc: Doc, face: Face, { words: said, sender }: Card): void {
  const words = drawable(said)
  doc.rect(SLUG, SLUG, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED).fill(GROUND)
  doc.rect(SLUG, SLUG, 2.2 * MM + BLEED, HEIGHT + 2 * BLEED).fill(KAKI)
  const margin = 12 * MM
  const room = { width: WIDTH - 2 * margin, height: HEIGHT - 2 * margin - 8 * MM }
  let size = 17
  let lines = face.lines(words, size, room.width)
  while (size > 7 && lines.length * size * 1.45 > room.height) {
    size -= 0.5
    lines = face.lines(words, size, room.width)
  }
  const leading = size * 1.45
  let y = EDGE + margin + Math.max(0, (room.height - lines.length * leading) / 2) + size
  for (const line of lines) {
    face.draw(doc, line, { x: EDGE + margin, y, size, colour: INK })
    y += line === '' ? leading * 0.7 : leading
  }
  face.draw(doc, sender, { x: EDGE + margin, y: EDGE + HEIGHT - margin + 3 * MM, size: 8.5, colour: FAINT })
}

/**
 * The address side: the address low on the right, where machines look for it, nothing beside or below it; the stamp above it; on the
 * left who sends it and the way out.
 */
function address(doc: Doc, face: Face, { lines, sender, senderAddress, wayOut, notice, page }: Card): void {
  const left = { x: EDGE + 8 * MM, width: 52 * MM }
  doc
    .moveTo(EDGE + 66 * MM, EDGE + 10 * MM)
    .lineTo(EDGE + 66 * MM, EDGE + HEIGHT - 10 * MM)
    .lineWidth(0.4)
    .stroke('#d8cfc0')
  doc
    .rect(EDGE + WIDTH - 8 * MM - 20 * MM, EDGE + 8 * MM, 20 * MM, 24 * MM)
    .lineWidth(0.4)
    .stroke('#d8cfc0')
  let y = EDGE + 14 * MM
  const said = (text: string, size: number, colour: string) => {
    for (const line of face.lines(text, size, left.width)) {
      face.draw(doc, line, { x: left.x, y, size, colour })
      y += size * 1.4
    }
  }
  said(sender, 9, INK)
  if (senderAddress) said(senderAddress, 8, FAINT)
  if (notice) {
    y += 2 * MM
    said(notice, 6.5, FAINT)
  }
  const square = 20 * MM
  const top = EDGE + HEIGHT - 10 * MM - square
  y = top - 6 * MM
  said(wayOut, 7.5, FAINT)
  code(doc, page, { x: left.x, y: top, size: square })
  // NF Z 10-011: six lines, the last one 15 to 20 mm above the edge; all of one size, the widest well within the cut.
  const at = EDGE + 72 * MM
  const widest = Math.max(...lines.map((line) => face.width(line, ADDRESS_SIZE)))
  const size = Math.min(ADDRESS_SIZE, (ADDRESS_SIZE * (EDGE + WIDTH - 6 * MM - at)) / widest)
  let from = EDGE + HEIGHT - 17 * MM - (lines.length - 1) * 5 * MM
  for (const line of lines) {
    face.draw(doc, line, { x: at, y: from, size, colour: '#000000' })
    from += 5 * MM
  }
}

/** A square code, as shapes: the encoder of the screens draws it. */
function code(doc: Doc, value: string, at: { x: number; y: number; size: number }): void {
  const svg = renderToStaticMarkup(createElement(QRCodeSVG, { value, level: 'M', size: 100 }))
  const side = Number(/viewBox="0 0 (\d+)/u.exec(svg)?.[1] ?? 33)
  const shape = [...svg.matchAll(/<path[^>]* d="([^"]+)"/gu)].at(-1)?.[1] ?? ''
  doc
    .save()
    .translate(at.x, at.y)
    .scale(at.size / side)
    .path(shape)
    .fill('#000000')
    .restore()
}
