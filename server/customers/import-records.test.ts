import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvReader } from './import-records.ts'

const read = (text: string, delimiter = ';') => csvReader(delimiter).take(text, true)
const shown = (text: string, delimiter = ';') =>
  read(text, delimiter).map((row) =>
    'cells' in row ? `${row.line}: ${row.cells.join(' | ')}` : `${row.line}! ${row.text}`,
  )

test.each([
  ['plain rows', 'a;b;c\n1;2;3\n', ['1: a | b | c', '2: 1 | 2 | 3']],
  ['no line end at the end', 'a;b\n1;2', ['1: a | b', '2: 1 | 2']],
  ['blank lines and lines of separators are no rows, and count as lines', 'a;b\n\n;\n1;2', ['1: a | b', '4: 1 | 2']],
  ['a separator and a doubled quote in quotes', 'a;b\n"x;y";"say ""hi"""', ['1: a | b', '2: x;y | say "hi"']],
  [
    'a note over three lines',
    'a;b;c\n1;"one\ntwo\nthree";3\n4;5;6',
    ['1: a | b | c', '2: 1 | one\ntwo\nthree | 3', '5: 4 | 5 | 6'],
  ],
  ['a quote inside a cell is a letter', 'a;b\n5" rims;x', ['1: a | b', '2: 5" rims | x']],
  ['a quoted name inside quotes', 'a;b\n"Garage "Le Pont"";x', ['1: a | b', '2: "Garage "Le Pont"" | x']],
  [
    'a quote never closed: its line alone',
    'a;b;c\n1;"two;3\n4;5;6\n7;8;9',
    ['1: a | b | c', '2! 1;"two;3', '3: 4 | 5 | 6', '4: 7 | 8 | 9'],
  ],
  [
    'a quote that would close at the next quoted cell',
    'a;b;c\n1;"two;3\n4;"5";6\n7;8;9',
    ['1: a | b | c', '2! 1;"two;3', '3: 4 | 5 | 6', '4: 7 | 8 | 9'],
  ],
  [
    'two broken quotes do not pair over the rows between them',
    'a;b;c\n1;2;"3\n4;5;6\n7;8;"9\n10;11;12',
    ['1: a | b | c', '2! 1;2;"3', '3: 4 | 5 | 6', '4! 7;8;"9', '5: 10 | 11 | 12'],
  ],
  ['too few and too many cells are still rows', 'a;b\n1\n1;2;3', ['1: a | b', '2: 1', '3: 1 | 2 | 3']],
])('%s', (_, text, rows) => expect(shown(text)).toEqual(rows))

test('whatever line of a good file gets a broken quote, every other row comes through', () => {
  const cell = fc.stringMatching(/^[a-z,é" ]{0,8}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 30 }), fc.nat(), (rows, at) => {
      const quoted = rows.map((row) => row.map((one) => `"x${one.replaceAll('"', '""')}"`).join(';'))
      const hurt = at % rows.length
      const text = ['a;b;c', ...quoted.map((line, n) => (n === hurt ? line.replace(/"$/, '') : line))].join('\n')
      const good = read(text).flatMap((row) => ('cells' in row ? [row.cells.join('¦')] : []))
      const expected = rows.filter((_, n) => n !== hurt).map((row) => row.map((one) => `x${one}`).join('¦'))
      for (const row of expected) expect(good).toContain(row)
    }),
  )
})

test('a broken quote on every line of a long file stays quick: no line is walked to the end of the file', () => {
  const text = `a;b;c\n${'1;"two;3\n'.repeat(20_000)}`
  expect(read(text).filter((row) => 'broken' in row).length).toBe(20_000)
})

test('cut into pieces anywhere, good and broken rows alike, it is the same file', () => {
  const line = fc.stringMatching(/^[a-z";é]{0,14}$/)
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (lines, cuts) => {
        const text = lines.join('\n')
        const reader = csvReader(';')
        const places = [...new Set(cuts.map((at) => at % (text.length + 1)))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((at, n) => text.slice(at, places[n] ?? text.length))
        expect(pieces.flatMap((piece, n) => reader.take(piece, n === pieces.length - 1))).toEqual(read(text))
      },
    ),
  )
})

/** Letters that reading walks over: each search for a line end, a separator or a quote counts those from where it began to where it ended. */
function lettersWalked(work: () => void): number {
  const search = String.prototype.indexOf
  let walked = 0
  String.prototype.indexOf = function (this: string, what: string, from = 0) {
    const found = search.call(this, what, from)
    walked += (found < 0 ? this.length : found + what.length) - from
    return found
  } as typeof search
  try {
    work()
  } finally {
    String.prototype.indexOf = search
  }
  return walked
}

/** Hands a file over in slices, as a kept file is read. @returns how its rows came out, and the most letters that ever waited for what comes next */
function inSlices(lines: readonly string[], delimiter: string) {
  const text = lines.join('\n')
  const SLICE = 64 * 1024
  const reader = csvReader(delimiter)
  const broken: number[] = []
  let [rows, waited, given, ends] = [0, 0, 0, 0]
  for (let at = 0; at < text.length; at += SLICE) {
    const whole = reader.take(text.slice(at, at + SLICE), at + SLICE >= text.length)
    for (const row of whole) if ('broken' in row) broken.push(row.line)
    rows += whole.length
    // One row is one line here: what is not given yet is what the reader holds.
    while (given < rows) ends += lines[given++]!.length + 1
    waited = Math.max(waited, Math.min(at + SLICE, text.length) - ends)
  }
  return { rows, broken, waited }
}

const plainRow = (n: number): string => `${n};Nom${n};12 rue des Lilas`
const quotedRow = (n: number): string => `${n};"Nom ""${n}""";"12, rue des Lilas"`
const opened = (row: string): string => row.replace(/;"?/u, ';"').replace(/"+;/u, ';')
const wordRow = (n: number): string => `Nom "${n}" du Lilas`
const spoilt = (row: (n: number) => string, which: (n: number, of: number) => boolean) => (n: number, of: number) =>
  which(n, of) ? opened(row(n)) : row(n)
const inTheMiddle = (n: number, of: number): boolean => n === of >> 1

test.each([
  ['a broken quote in the middle of a plain file', spoilt(plainRow, inTheMiddle)],
  ['a broken quote in the middle of a quoted file', spoilt(quotedRow, inTheMiddle)],
  ['a broken quote on every line', spoilt(plainRow, () => true)],
  ['a broken quote on every hundredth line of a quoted file', spoilt(quotedRow, (n) => n % 100 === 50)],
  ['quotes inside cells of a file of one column, without any separator', (n: number) => wordRow(n)],
])('%s: however long it is, each letter is walked over a bounded number of times, and little waits', (_, row) => {
  const perLetter = [4_000, 32_000].map((n) => {
    const lines = Array.from({ length: n }, (_, at) => row(at, n))
    let seen = { rows: 0, broken: [] as number[], waited: 0 }
    const walked = lettersWalked(() => {
      seen = inSlices(lines, ';')
    })
    expect(seen.rows).toBe(n)
    expect(seen.broken).toEqual(
      lines.flatMap((line, at) => ((line.match(/"/gu)?.length ?? 0) % 2 === 1 ? [at + 1] : [])),
    )
    // A row may go on over a hundred lines or 20,000 letters before it is given up.
    expect(seen.waited).toBeLessThan(25_000)
    return walked / lines.join('\n').length
  })
  // A line that opens a quote is looked at with up to a hundred lines behind it, each time from its beginning.
  expect(perLetter[1]).toBeLessThan(120)
  expect(perLetter[1]! / perLetter[0]!).toBeLessThan(1.5)
})
