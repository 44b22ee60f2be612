import { describe, expect, test } from 'vitest'
import { KnownPlates } from './known-plates.ts'
import { likelihoodOf, PUBLISHED_CHANNEL, prepareRead } from './misread.ts'
import { plausiblePlates } from './plausible.ts'

const of = (plate: string, limit = 600) => plausiblePlates({ plate }, PUBLISHED_CHANNEL, limit)
const knowing = (...plates: string[]) => {
  const known = new KnownPlates()
  for (const plate of plates) known.add(plate)
  return known
}

describe('the plausible true plates of a read', () => {
  test.each([
    ['as read', 'AB123CD', 'AB123CD'],
    ['a look-alike', 'AB123C0', 'AB123CD'],
    ['any other letter of the same grammar', 'AB123CD', 'AB173CD'],
    ['a letter lost inside', 'AB12CD', 'AB123CD'],
    ['a letter lost in front', 'B123CD', 'AB123CD'],
    ['a letter lost behind', 'AB123C', 'AB123CD'],
    ['a letter added', 'AB1123CD', 'AB123CD'],
    ['a doubled letter read once', 'AB12CD', 'AB122CD'],
    ['two look-alikes', 'A8123C0', 'AB123CD'],
    ['three letters that cannot stand there', 'A8IZ3CD', 'AB123CD'],
    ['an unread letter', 'A?123CD', 'AB123CD'],
    ['two unread letters', 'A?12?CD', 'AB123CD'],
    ['the euroband', 'FAB123CD', 'AB123CD'],
    ['the badge', 'AB123CD75', 'AB123CD'],
    ['a plate of no grammar', 'LUVPOKR', 'LUVP0KR'],
    ['an old plate', 'I234AB75', '1234AB75'],
  ])('%s: %s may be %s', (_, read, truth) => {
    expect(of(read, 2000).map((each) => each.plate)).toContain(truth)
    const found = plausiblePlates({ plate: read }, PUBLISHED_CHANNEL, 600, knowing(truth))
    expect(found.map((each) => each.plate)).toContain(truth)
    expect(found.find((each) => each.plate === truth)!.likelihood).toBeCloseTo(
      likelihoodOf(prepareRead({ plate: read }, PUBLISHED_CHANNEL), truth),
      12,
    )
  })

  test('best first, each once, no more than asked for', () => {
    const found = of('AB123CD', 50)
    expect(found[0]!.plate).toBe('AB123CD')
    expect(found).toHaveLength(50)
    expect(new Set(found.map((each) => each.plate)).size).toBe(50)
  })
  test('what the engine lists is asked too, however far', () => {
    const read = { plate: 'AB123CD', candidates: [{ plate: 'AB123CD' }, { plate: 'XY-987-ZW' }] }
    expect(plausiblePlates(read, PUBLISHED_CHANNEL, 600, knowing('XY987ZW')).map((each) => each.plate)).toEqual([
      'XY987ZW',
    ])
  })
  test.each(['', '?', '????', 'A', '????????????'])('%j: nothing to go by is no fault', (read) =>
    expect(plausiblePlates({ plate: read }, PUBLISHED_CHANNEL, 600, knowing('AB123CD'))).toEqual([]),
  )
  test('nobody known: nothing', () =>
    expect(plausiblePlates({ plate: 'AB123CD' }, PUBLISHED_CHANNEL, 600, knowing())).toEqual([]))
})
