import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'

type Doc = InstanceType<typeof PDFDocument>
interface Glyph {
  path: { toSVG(): string }
  advanceWidth: number
}
interface Face {
  unitsPerEm: number
  hasGlyphForCodePoint(point: number): boolean
  layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number }[] }
}

const FILES = ['figtree-latin-wght-normal.woff2', 'figtree-latin-ext-wght-normal.woff2']

/**
 * Words drawn as outlines, in the face that Okaeri ships. A printer needs no font then; and pdfkit cannot embed a variable font in WOFF2,
 * while its reader (fontkit) reads the shapes well. The shapes are those of the lightest weight: a stroke of `weight` thousandths makes them regular.
 */
export function openFace() {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource-variable/figtree/package.json')),
    'files',
  )
  // A document that is never written: only the reader of fonts is wanted.
  const reader = new PDFDocument({ autoFirstPage: false })
  const faces = FILES.map((file) => {
    reader.font(join(folder, file))
    return (reader as unknown as { _font: { font: Face } })._font.font
  })
  const faceOf = (letter: string): Face =>
    faces.find((face) => face.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) ?? faces[0]!

  /** Runs of letters that one face has. */
  const runs = (text: string): { face: Face; text: string }[] => {
    const found: { face: Face; text: string }[] = []
    for (const letter of text) {
      const face = faceOf(letter)
      const last = found.at(-1)
      if (last?.face === face) last.text += letter
      else found.push({ face, text: letter })
    }
    return found
  }

  const width = (text: string, size: number): number =>
    runs(text).reduce(
      (sum, { face, text }) =>
        sum + face.layout(text).positions.reduce((w, { xAdvance }) => w + xAdvance, 0) * (size / face.unitsPerEm),
      0,
    )

  /** Lines no wider than `most`; a word that is wider by itself is cut. */
  const lines = (text: string, size: number, most: number): string[] =>
    text.split('\n').flatMap((paragraph) => {
      const made: string[] = []
      let line = ''
      for (const word of paragraph.split(' ')) {
        const longer = line ? `${line} ${word}` : word
        if (width(longer, size) <= most) {
          line = longer
          continue
        }
        if (line) made.push(line)
        line = ''
        for (const letter of word) {
          if (line && width(line + letter, size) > most) {
            made.push(line)
            line = ''
          }
          line += letter
        }
      }
      return [...made, line]
    })

  function draw(
    doc: Doc,
    text: string,
    at: { x: number; y: number; size: number; colour: string; weight?: number },
  ): void {
    let x = at.x
    for (const { face, text: run } of runs(text)) {
      const scale = at.size / face.unitsPerEm
      const { glyphs, positions } = face.layout(run)
      for (const [n, glyph] of glyphs.entries()) {
        const shape = glyph.path.toSVG()
        if (shape) {
          doc
            .save()
            .translate(x, at.y)
            .scale(scale, -scale)
            .path(shape)
            .lineWidth(at.weight ?? 14)
            .lineJoin('round')
          doc.fillAndStroke(at.colour, at.colour).restore()
        }
        x += (positions[n]?.xAdvance ?? glyph.advanceWidth) * scale
      }
    }
  }
  const has = (letter: string): boolean => faces.some((face) => face.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
  return { width, lines, draw, has }
}
