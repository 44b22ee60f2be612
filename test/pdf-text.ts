import { inflateSync } from 'node:zlib'

/** A stream of a PDF, unpacked. */
function streams(pdf: Buffer): Map<number, { head: string; body: string }> {
  const text = pdf.toString('latin1')
  const found = new Map<number, { head: string; body: string }>()
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)) {
    const [, id, whole] = match
    const at = whole!.indexOf('stream\n')
    const head = at < 0 ? whole! : whole!.slice(0, at)
    let body = ''
    if (at >= 0) {
      const packed = Buffer.from(whole!.slice(at + 7, whole!.lastIndexOf('\nendstream')), 'latin1')
      body = head.includes('/FlateDecode') ? inflateSync(packed).toString('latin1') : packed.toString('latin1')
    }
    found.set(Number(id), { head, body })
  }
  return found
}

/** What the glyphs of a font mean, as its ToUnicode map says. */
function meanings(cmap: string): Map<string, string> {
  const letters = (hex: string) =>
    String.fromCharCode(...(hex.match(/.{4}/gu) ?? []).map((unit) => Number.parseInt(unit, 16)))
  const map = new Map<string, string>()
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/gu))
    for (const [, from, list] of block!.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/gu))
      [...list!.matchAll(/<([\w\s]*)>/gu)].forEach(([, to], at) => {
        const glyph = (Number.parseInt(from!, 16) + at).toString(16).padStart(4, '0')
        map.set(glyph, letters(to!.replaceAll(/\s/gu, '')))
      })
  return map
}

/** The words of a PDF as pdfkit writes them, a line for each run: as a reader that searches or copies gets them. */
export function pdfText(pdf: Buffer): string {
  const objects = streams(pdf)
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/gu)) {
      const unicode = /\/ToUnicode (\d+) 0 R/u.exec(objects.get(Number(id))?.head ?? '')?.[1]
      if (unicode) fonts.set(name!, meanings(objects.get(Number(unicode))!.body))
    }
  const lines: { y: number; text: string }[] = []
  for (const { body } of objects.values()) {
    if (!body.includes('BT\n')) continue
    for (const [, block] of body.matchAll(/BT\n([\s\S]*?)ET/gu)) {
      const font = fonts.get(/\/(F\d+)/u.exec(block!)?.[1] ?? '')
      const y = Number(/1 0 0 1 \S+ (\S+) Tm/u.exec(block!)?.[1])
      const glyphs = [...block!.matchAll(/<(\w+)>/gu)].map(([, hex]) => hex!).join('')
      const text = (glyphs.match(/.{4}/gu) ?? []).map((glyph) => font?.get(glyph) ?? '?').join('')
      const last = lines.at(-1)
      if (last && last.y === y) last.text += text
      else lines.push({ y, text })
    }
  }
  return lines.map(({ text }) => text).join('\n')
}
