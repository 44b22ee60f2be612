import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type PDFDocument from 'pdfkit'

export type Doc = InstanceType<typeof PDFDocument>
export type Weight = 'regular' | 'italic' | 'semibold' | 'bold'

const FILE: Record<Weight, string> = {
  regular: '400-normal',
  italic: '400-italic',
  semibold: '600-normal',
  bold: '700-normal',
}
const SETS = ['latin', 'latin-ext'] as const

interface Shapes {
  hasGlyphForCodePoint(point: number): boolean
}

/** Stands for words in a script that the face does not have. */
const MISSING = '[…]'
/** Letters that stand for one a font does not have: a narrow blank for a blank. */
const INSTEAD: Record<string, string> = { '\u202f': '\u00a0', '\u2009': ' ', '\u2212': '–', '\u2011': '-', '\t': ' ' }

/** A last line shorter than this share of the room looks lost. */
const ALONE = 0.25
/** Lines are not drawn together further than to this share. */
const NARROWEST = 0.6

/** No line begins with a sign that belongs to the word before it, nor with half of a number; none ends with an opening quote. */
const held = (text: string): string =>
  text.replaceAll(/ (?=[:;?!»%·](?![\p{L}\p{N}])|(?<=\d )\d{3}(?!\d))|(?<=«) /gu, '\u00a0')

/**
 * The face of Okaeri in four weights, embedded, so that a PDF can be searched, copied from and read aloud. Each weight comes in two files, for
 * the letters of western and of other Latin languages: words are written in runs of one file. Words in a script that neither has are told as left out; an emoji goes.
 */
export function openFonts(doc: Doc) {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@fontsource/figtree/package.json')), 'files')
  const shapes = new Map<string, Shapes>()
  for (const weight of Object.keys(FILE) as Weight[])
    for (const set of SETS) {
      const name = `${weight} ${set}`
      doc.registerFont(name, join(folder, `figtree-${set}-${FILE[weight]}.woff`))
      doc.font(name)
      shapes.set(name, (doc as unknown as { _font: { font: Shapes } })._font.font)
    }

  const nameFor = (letter: string, weight: Weight): string | undefined =>
    SETS.map((set) => `${weight} ${set}`).find((name) =>
      shapes.get(name)!.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
    )

  /** Runs of letters that one file has. */
  const runs = (text: string, weight: Weight): { font: string; text: string }[] => {
    const found: { font: string; text: string }[] = []
    for (const raw of text) {
      const letter = nameFor(raw, weight) ? raw : (INSTEAD[raw] ?? '')
      // Words in a script that is not here are missed by nobody unless one sees that they are missing; an emoji is.
      if (!letter && /\p{L}/u.test(raw)) {
        const font = nameFor(MISSING, weight)!
        const last = found.at(-1)
        if (last?.font !== font) found.push({ font, text: MISSING })
        else if (!last.text.endsWith(MISSING)) last.text += MISSING
        continue
      }
      const font = letter && nameFor(letter, weight)
      if (!font) continue
      const last = found.at(-1)
      if (last?.font === font) last.text += letter
      else found.push({ font, text: letter })
    }
    return found
  }

  const width = (text: string, weight: Weight, size: number): number =>
    runs(text, weight).reduce((sum, run) => sum + doc.font(run.font).fontSize(size).widthOfString(run.text), 0)

  /** A paragraph in lines no wider than `most`; breaks at plain blanks only, so that no-break ones hold. A word wider than a line is cut. */
  const broken = (paragraph: string, weight: Weight, size: number, most: number): string[] => {
    const made: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line ? `${line} ${word}` : word
      if (width(longer, weight, size) <= most) {
        line = longer
        continue
      }
      if (line) made.push(line)
      line = ''
      for (const letter of word) {
        if (line && width(line + letter, weight, size) > most) {
          made.push(line)
          line = ''
        }
        line += letter
      }
    }
    return [...made, line]
  }

  /**
   * Lines of a text. A word is not left alone on the last one: the lines are then a little shorter, and as many.
   */
  const lines = (text: string, weight: Weight, size: number, most: number): string[] =>
    text.split('\n').flatMap((written) => {
      const paragraph = held(written)
      const made = broken(paragraph, weight, size, most)
      const alone = (these: string[]): boolean => these.length > 1 && width(these.at(-1)!, weight, size) < most * ALONE
      for (let room = most; alone(made) && room > most * NARROWEST; room -= most / 50) {
        const closer = broken(paragraph, weight, size, room)
        if (closer.length > made.length) break
        if (!alone(closer)) return closer
      }
      return made
    })

  /** One line, its baseline box beginning at `y`. */
  const line = (text: string, at: { x: number; y: number; size: number; weight: Weight; colour: string }): void => {
    let { x } = at
    for (const run of runs(text, at.weight)) {
      doc.font(run.font).fontSize(at.size).fillColor(at.colour)
      doc.text(run.text, x, at.y, { lineBreak: false })
      x += doc.widthOfString(run.text)
    }
  }
  return { width, lines, line }
}
export type Fonts = ReturnType<typeof openFonts>
