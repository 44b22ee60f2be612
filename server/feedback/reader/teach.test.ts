import { describe, expect, test } from 'vitest'
import { openFeatures } from './features.ts'
import { platt } from './learn.ts'
import { MODEL_BYTES, packModel, unpackModel } from './model.ts'
import { bookOf, openReaderOver } from './read-verbatim.ts'
import { scorePolarity } from './score.ts'
import { type Taught, teach } from './teach.ts'

const GOOD = ['accueil chaleureux', 'travail soigné', 'équipe aimable', 'voiture impeccable', 'conseil honnête']
const BAD = ['accueil glacial', 'travail bâclé', 'équipe odieuse', 'voiture rayée', 'conseil trompeur']
const place = [
  '',
  'au comptoir',
  'à l’atelier',
  'ce matin',
  'hier',
  'comme toujours',
  'encore une fois',
  'pour ma part',
  'vraiment',
  'franchement',
]
const lessons: Taught[] = place.flatMap((where, k) =>
  [...GOOD, ...BAD].map((text) => ({
    text: `${text} ${where}`,
    truth: { good: GOOD.includes(text), bad: BAD.includes(text) },
    group: `voice ${k}`,
    weight: 1,
    own: true,
  })),
)

test('what was taught is read, also by others and in other words around it', () => {
  const model = teach(lessons, { language: 'fr' })
  const reader = openReaderOver({ fr: model, en: model }, 'taught')
  expect(reader.read('Accueil glacial mardi').polarity).toBe(-1)
  expect(reader.read('Équipe aimable, merci').polarity).toBe(1)
})

test('the same lessons give the same bytes; packed and unpacked they read the same', () => {
  const bytes = packModel(teach(lessons, { language: 'fr' }))
  expect(bytes.length).toBe(MODEL_BYTES)
  expect(packModel(teach(lessons, { language: 'fr' }))).toEqual(bytes)
  expect(packModel(unpackModel(bytes))).toEqual(bytes)
  // As they come from a file: a view into a larger buffer.
  const padded = new Uint8Array(bytes.length + 7)
  padded.set(bytes, 7)
  expect(packModel(unpackModel(padded.subarray(7)))).toEqual(bytes)
  expect(() => unpackModel(bytes.subarray(1))).toThrow('not of this version')
})

test('a network teaches on from what shipped: its own words win, the others stay', () => {
  const shipped = teach(lessons, { language: 'fr' })
  const own: Taught[] = Array.from({ length: 30 }, (_, k) => ({
    text: k % 2 ? 'la borne est ouf' : 'la borne est claquée',
    truth: { good: k % 2 === 1, bad: k % 2 === 0 },
    group: `own ${k}`,
    weight: 1,
    own: true,
  }))
  const taught = teach(own, { language: 'fr', from: shipped })
  const maker = openFeatures(bookOf('fr'))
  const lean = (text: string, model = taught): number => {
    const { good, bad } = scorePolarity(model, maker.of(text))
    return good - bad
  }
  expect(Math.abs(lean('borne ouf', shipped) - lean('borne claquée', shipped))).toBeLessThan(0.6)
  expect(lean('borne ouf')).toBeGreaterThan(0)
  expect(lean('borne claquée')).toBeLessThan(0)
  expect(lean('accueil glacial')).toBeLessThan(0)
})

describe('Platt scaling', () => {
  test('finds the slope and the offset the scores were made with', () => {
    const scores = Array.from({ length: 4001 }, (_, k) => (k - 2000) / 500)
    // As many of each score are true as its probability says.
    const truth = scores.map((s, k) => (1 / (1 + Math.exp(-(2 * s + 0.5))) > ((k * 7919) % 1000) / 1000 ? 1 : 0))
    const { a, b } = platt(scores, truth)
    expect(a).toBeCloseTo(2, 0)
    expect(b).toBeCloseTo(0.5, 0)
  })
  test('scores that part the two wholly do not run away', () => {
    const { a, b } = platt([-2, -1, 1, 2], [0, 0, 1, 1])
    expect(a).toBeLessThan(50)
    expect(Number.isFinite(b)).toBe(true)
  })
})
