import { expect, test } from 'vitest'
import { shippedModel } from '../../edges/reader/shipped-reader.edge.ts'
import { isNews } from '../learn.flow.ts'
import { type Corrected, learnAndJudge, type Rated, truthOf } from './learn-and-judge.ts'
import { openReaderOver } from './read-verbatim.ts'

const shipped = shippedModel('fr')
const rated: Rated[] = Array.from({ length: 120 }, (_, k) => ({
  text: k % 2 ? `Accueil parfait, merci, visite ${k}` : `Je suis vraiment déçu du travail, c’est honteux, numéro ${k}`,
  shape: `s${k}`,
  happy: k % 2 === 1,
  at: k,
}))
const lounge = (k: number): Corrected => ({
  text: `Le babyfoute était en panne, visite ${k}`,
  shape: `c${k}`,
  head: 'theme:premises',
  becomes: { polarity: -1 },
  at: k,
})

test('a correction teaches its finding, and leaves the others as they shipped', () => {
  const { found, challenger } = learnAndJudge(
    { language: 'fr', rated, corrected: Array.from({ length: 12 }, (_, k) => lounge(k)), learn: true },
    shipped,
    null,
  )
  const before = openReaderOver({ fr: shipped, en: shipped }, 'shipped')
  const after = openReaderOver({ fr: challenger!, en: challenger! }, 'taught')
  const says = (reader: typeof before, text: string) => reader.read(text).themes.map(({ theme }) => theme)
  const text = 'Encore le babyfoute, toujours en panne'
  expect(says(before, text)).not.toContain('premises')
  expect(says(after, text)).toContain('premises')
  for (const plain of [
    'Deux heures d’attente au comptoir',
    'La facture est trop chère',
    'Rappelez-moi, c’est urgent',
  ]) {
    const [one, other] = [before.read(plain), after.read(plain)]
    expect({ themes: other.themes.map(({ theme }) => theme), callback: other.callback, urgent: other.urgent }).toEqual({
      themes: one.themes.map(({ theme }) => theme),
      callback: one.callback,
      urgent: one.urgent,
    })
  }
  // The shipped reader reads all of these right: nobody can be better.
  expect(found).toMatchObject({ outcome: 'learned', n: 24, shipped: 24, because: 'not-better', corrections: 12 })
}, 60_000)

test('what a colleague says of how words lean stands before the score that came with them', () => {
  const said = (k: number): Corrected => ({
    text: rated[k]!.text,
    shape: `s${k}`,
    head: 'polarity',
    becomes: { polarity: rated[k]!.happy ? -1 : 1 },
    at: k,
  })
  const right = (corrected: Corrected[]) =>
    learnAndJudge({ language: 'fr', rated, corrected, learn: false }, shipped, null).found
  expect(right([])).toMatchObject({ n: 24, shipped: 24 })
  expect(right([said(110), said(119)])).toMatchObject({ n: 24, shipped: 22 })
})

test.each<[string, Corrected['becomes'], object]>([
  ['polarity', { polarity: 1 }, { good: true, bad: false }],
  ['polarity', { polarity: 0 }, { good: false, bad: false }],
  ['polarity', { polarity: 0, mixed: true }, { good: true, bad: true }],
  ['theme:price', { polarity: 0 }, { price: true }],
  ['theme:price', { polarity: null }, { price: false }],
  ['theme:own:brunch', { polarity: 1 }, {}],
  ['kind:question', { on: true }, { question: true }],
  ['leaving', { on: false }, { leaving: false }],
  ['praised', {}, {}],
  ['nothing-we-know', { on: true }, {}],
])('%s becomes %j', (head, becomes, truth) => expect(truthOf({ head, becomes })).toEqual(truth))

test.each([
  ['never learned', undefined, 100, 0, true],
  ['nothing new', { learned_rated: 1000, learned_corrections: 3 }, 1000, 3, false],
  ['a few more', { learned_rated: 1000, learned_corrections: 3 }, 1019, 3, false],
  ['a fiftieth more', { learned_rated: 1000, learned_corrections: 3 }, 1020, 3, true],
  ['a hundred more of very many', { learned_rated: 20_000, learned_corrections: 3 }, 20_100, 3, true],
  ['many were left out', { learned_rated: 1000, learned_corrections: 3 }, 950, 3, true],
  ['one correction', { learned_rated: 1000, learned_corrections: 3 }, 1000, 4, true],
])('%s', (_what, before, now, corrections, news) => expect(isNews(before, now, corrections)).toBe(news))
