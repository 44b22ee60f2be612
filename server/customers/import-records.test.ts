import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvReader, csvRecords } from './import-records.ts'

const read = (text: string, delimiter = ';') => csvRecords(text, delimiter)
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
