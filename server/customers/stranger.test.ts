import { expect, test } from 'vitest'
import { likelihoodOf, PUBLISHED_CHANNEL, prepareRead } from './misread.ts'
import { density, type Population } from './plate-grammar.ts'
import { strangerLikelihood } from './stranger.ts'

const small: Population = {
  shapes: [
    { places: ['AB8', '0123', 'XYZ'], share: 0.7 },
    { places: ['CD', '56', '78', 'E'], share: 0.3 },
  ],
  unknown: 0,
}
const everyPlate = (places: readonly string[]): string[] =>
  places.reduce<string[]>((all, place) => all.flatMap((start) => Array.from(place, (letter) => start + letter)), [''])

test.each(['A0X', '80Y', 'AOX', 'A0', 'C57E', 'Q57E', 'KA0X', 'A?X'])(
  'a stranger read as %s: the sum over every plate there is, in one go',
  (plate) => {
    const prepared = prepareRead({ plate }, PUBLISHED_CHANNEL)
    const slow = small.shapes
      .flatMap(({ places }) => everyPlate(places))
      .reduce((sum, truth) => sum + density(truth, small) * likelihoodOf(prepared, truth), 0)
    expect(strangerLikelihood(prepared, small).likelihood / slow).toBeCloseTo(1, 6)
  },
)
test('the poor views tell how much went wrong', () => {
  const poor = (plate: string) => strangerLikelihood(prepareRead({ plate }, PUBLISHED_CHANNEL), small).poor
  expect(poor('A0X')).toBeLessThan(poor('A0K'))
  expect(poor('A0K')).toBeLessThan(poor('AKK'))
})
