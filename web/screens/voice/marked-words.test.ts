import { describe, expect, it } from 'vitest'
import { reasonsOf, segmentsOf, tellingMarks, wordsOf } from './marked-words.ts'

const text = 'Attendu deux heures, appelez le ••••'
const mark = (from: number, to: number, finding: string, weight = 1) => ({ from, to, for: finding, weight })

describe('the words of a verbatim, cut by what they speak for', () => {
  it('where marks overlap the strongest gives the look, and all are kept', () => {
    const cut = segmentsOf(
      text,
      [mark(0, 7, 'waiting'), mark(0, 19, 'polarity', -2), mark(21, 28, 'callback')],
      [{ from: 32, to: 36, for: 'phone' }],
    )
    expect(cut.map(({ text, meaning, hidden }) => [text, meaning ?? hidden])).toEqual([
      ['Attendu deux heures', 'bad'],
      [', ', null],
      ['appelez', 'alert'],
      [' le ', null],
      ['••••', 'phone'],
    ])
    expect(cut[0]!.marks.map((each) => each.for)).toEqual(['waiting', 'polarity'])
    expect(cut.map((each) => each.text).join('')).toBe(text)
  })
  it('neighbours of one look are one, over a blank, not over a word', () => {
    const cut = segmentsOf(
      'Please call me, call now',
      [mark(0, 6, 'callback'), mark(7, 11, 'urgent'), mark(16, 20, 'callback')],
      [],
    )
    expect(cut.map(({ text, meaning }) => [text, meaning])).toEqual([
      ['Please call', 'alert'],
      [' me, ', null],
      ['call', 'alert'],
      [' now', null],
    ])
    expect(cut[0]!.marks.map((each) => each.for)).toEqual(['callback', 'urgent'])
  })
  it('little words that lean a little are no reason', () => {
    const marks = [
      mark(0, 7, 'polarity', -0.6),
      mark(8, 12, 'polarity', -0.2),
      mark(13, 19, 'polarity', 0.2),
      mark(0, 7, 'waiting', 0.1),
    ]
    expect(reasonsOf(marks)).toEqual([marks[0], marks[2], marks[3]])
  })
  it('a lone little word, letter or number is no reason anybody could follow', () => {
    const said = 'Rendez-vous à 9 h, un client est parti, pas rappelé en 2 jours'
    const at = (word: string) => mark(said.indexOf(word), said.indexOf(word) + word.length, 'polarity', -1)
    const kept = tellingMarks(said, ['à', '9', 'h', 'un', 'client', 'pas', 'rappelé', '2', '2 jours'].map(at))
    expect(kept.map(({ from, to }) => said.slice(from, to))).toEqual(['client', 'pas', 'rappelé', '2 jours'])
  })
  it('nothing marked is one piece; a mark out of place changes nothing', () => {
    expect(segmentsOf('Bien', [mark(2, 99, 'price'), mark(3, 3, 'price'), mark(-1, 2, 'price')], [])).toMatchObject([
      { text: 'Bien', meaning: null },
    ])
    expect(segmentsOf('', [], [])).toEqual([])
  })
  it('the words of each finding, the strongest first, good apart from bad', () => {
    expect(
      wordsOf(text, [
        mark(0, 7, 'waiting', 1),
        mark(8, 19, 'waiting', 3),
        mark(0, 7, 'polarity', -2),
        mark(21, 28, 'polarity', 1),
      ]),
    ).toEqual([
      { for: 'waiting', sign: 1, words: ['Attendu', 'deux heures'] },
      { for: 'polarity', sign: -1, words: ['Attendu'] },
      { for: 'polarity', sign: 1, words: ['appelez'] },
    ])
  })
})
