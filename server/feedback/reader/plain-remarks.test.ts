import { describe, expect, test } from 'vitest'
import { plainRemarks } from '../../../bench/voice/corpus.ts'
import { openReader } from '../../edges/reader/shipped-reader.edge.ts'

const reader = openReader()
/** Of plain remarks nobody learned from: so many at least are not read the wrong way round, and so many are read right. */
const NOT_ROUND = 0.97
const RIGHT = 0.9

describe.each(['fr', 'en'] as const)('plain remarks, %s', (language) => {
  const said = plainRemarks(language).map((each) => ({
    ...each,
    said: reader.read(each.text, { language }).polarity,
  }))
  test('there are enough of them, of both kinds', () => {
    expect(said.length).toBeGreaterThan(language === 'fr' ? 300 : 200)
    expect(said.filter(({ polarity }) => polarity > 0).length).toBeGreaterThan(80)
  })
  test('hardly any is read the wrong way round', () => {
    const round = said.filter((each) => each.said === -each.polarity)
    expect(round.length, round.map(({ text }) => text).join(' · ')).toBeLessThanOrEqual((1 - NOT_ROUND) * said.length)
  })
  test('most are read right', () => {
    const right = said.filter((each) => each.said === each.polarity).length
    expect(right / said.length).toBeGreaterThanOrEqual(RIGHT)
  })
})
