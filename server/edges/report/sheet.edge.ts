import type { Doc, Fonts, Weight } from './report-fonts.edge.ts'

export const INK = '#2a2622'
export const FAINT = '#6b635a'
export const GROUND = '#f7f1e6'
export const LINE = '#d8cfc0'
export const KAKI = '#c4622d'
export const GOOD = '#3f7d58'
export const BAD = '#a8432f'
export const QUIET = '#b9ae9e'

/** A4, in points. */
export const WIDTH = 595.28
export const HEIGHT = 841.89
export const LEFT = 62
export const ROOM = WIDTH - 2 * LEFT
const TOP = 66
const BOTTOM = HEIGHT - 74

interface Parent {
  add(element: unknown): unknown
  end(): unknown
}

export interface Written {
  size?: number
  weight?: Weight
  colour?: string
  x?: number
  width?: number
  leading?: number
  after?: number
  align?: 'left' | 'right'
}

/** Writes down a page and on to the next; each block is told to readers that do not see: a heading, a paragraph, a figure with its words. */
export class Sheet {
  readonly doc: Doc
  readonly fonts: Fonts
  y = TOP
  readonly #root: Parent
  #parent: Parent
  #begun = false

  constructor(doc: Doc, fonts: Fonts) {
    this.doc = doc
    this.fonts = fonts
    this.#root = doc.struct('Document') as unknown as Parent
    doc.addStructure(this.#root as never)
    this.#parent = this.#root
  }

  page(): void {
    // What is being said goes on being said on the next page, to those who do not see as well.
    if (this.#begun) this.doc.continueOnNewPage({ size: 'A4', margin: 0 })
    else this.doc.addPage({ size: 'A4', margin: 0 })
    this.#begun = true
    this.y = TOP
  }

  fits(height: number): boolean {
    return this.y + height <= BOTTOM
  }

  /** Begins a page when this much does not fit on this one. */
  need(height: number): void {
    if (!this.fits(height)) this.page()
  }

  section(draw: () => void): void {
    const section = this.doc.struct('Sect') as unknown as Parent
    this.#root.add(section)
    this.#parent = section
    draw()
    section.end()
    this.#parent = this.#root
  }

  end(): void {
    this.#root.end()
  }

  gap(points: number): void {
    this.y += points
  }

  /** What is drawn and says nothing. */
  ornament(draw: (doc: Doc) => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw(this.doc)
    this.doc.endMarkedContent()
  }

  height(text: string, { size = 10.5, weight = 'regular', width = ROOM, leading = size * 1.45 }: Written = {}): number {
    return this.fonts.lines(text, weight, size, width).length * leading
  }

  #lines(text: string, written: Written): void {
    const { size = 10.5, weight = 'regular', colour = INK, x = LEFT, width = ROOM, align = 'left' } = written
    const leading = written.leading ?? size * 1.45
    for (const line of this.fonts.lines(text, weight, size, width)) {
      this.need(leading)
      const at = align === 'right' ? x + width - this.fonts.width(line, weight, size) : x
      this.fonts.line(line, { x: at, y: this.y + (leading - size * 1.2) / 2, size, weight, colour })
      this.y += leading
    }
  }

  text(text: string, written: Written = {}, tag = 'P'): void {
    if (!text) return
    this.#parent.add(this.doc.struct(tag as 'P', {}, () => this.#lines(text, written)))
    this.y += written.after ?? 0
  }

  /** Texts side by side, each in its column, read from left to right. @returns where the longest ends */
  row(cells: readonly ({ text: string } & Written)[]): void {
    const heights = cells.map((cell) => this.height(cell.text, cell))
    this.need(Math.max(...heights))
    const top = this.y
    for (const cell of cells) {
      this.y = top
      this.text(cell.text, cell)
    }
    this.y = top + Math.max(...heights)
  }

  /** A heading is not left alone at the foot of a page. */
  heading(text: string, with_ = 120): void {
    this.need(with_)
    this.ornament((doc) => doc.rect(LEFT, this.y + 5, 22, 2.5).fill(KAKI))
    this.gap(14)
    this.text(text, { size: 19, weight: 'semibold', leading: 25, after: 6 }, 'H2')
  }

  small(text: string, after = 4): void {
    this.need(60)
    this.text(text, { size: 12, weight: 'semibold', leading: 18, after }, 'H3')
  }

  lead(text: string): void {
    this.text(text, { colour: FAINT, after: 10, width: ROOM * 0.92 })
  }

  /** A figure, with what it says in words. */
  figure(height: number, alt: string, draw: (doc: Doc, top: number) => void): void {
    this.need(height)
    const top = this.y
    this.#parent.add(this.doc.struct('Figure', { alt }, () => draw(this.doc, top)))
    this.y = top + height
  }

  rule(): void {
    this.ornament((doc) =>
      doc
        .moveTo(LEFT, this.y)
        .lineTo(LEFT + ROOM, this.y)
        .lineWidth(0.5)
        .stroke(LINE),
    )
  }
}
