import { describe, expect, it } from 'vitest'
import { bridgesOf, type Constraints, clusterComponent, type Edge } from './cluster.ts'
import { THRESHOLDS } from './model.ts'

const none: Constraints = { never: [], always: [] }
/** Clusters of records whose pairs weigh what is said, and −10 where nothing is said. */
function clusters(n: number, said: [number, number, number][], constraints = none): number[] {
  const bits = new Map(said.map(([a, b, weight]) => [`${Math.min(a, b)}-${Math.max(a, b)}`, weight]))
  const edges = said.filter(([, , weight]) => weight >= 0).map(([a, b, weight]): Edge => ({ a, b, bits: weight }))
  const scoreOf = (a: number, b: number): number => bits.get(`${Math.min(a, b)}-${Math.max(a, b)}`) ?? -10
  return clusterComponent(n, edges, constraints, { ...THRESHOLDS, scoreOf }).clusterOf
}

describe('clusters', () => {
  it('a row sent twice is one witness: copies do not join what stood apart', () => {
    const said: [number, number, number][] = [
      [0, 1, 20],
      [2, 3, 20],
      ...[0, 1].flatMap((a) => [2, 3].map((b): [number, number, number] => [a, b, 4])),
    ]
    const edges = said.map(([a, b, bits]): Edge => ({ a, b, bits }))
    const rules = { ...THRESHOLDS, same: 5, support: 0.5, reach: 0, scoreOf: () => -10 }
    expect(clusterComponent(4, edges, none, rules).clusterOf).toEqual([0, 0, 0, 0])
    expect(clusterComponent(4, edges, none, { ...rules, said: [0, 0, 1, 1] }).clusterOf).toEqual([0, 0, 2, 2])
  })
  it('two sure records are one', () => expect(clusters(2, [[0, 1, 12]])).toEqual([0, 0]))
  it('two doubtful records stay two', () => expect(clusters(2, [[0, 1, 3]])).toEqual([0, 1]))
  it('a chain whose ends contradict each other breaks at its weaker link', () =>
    expect(
      clusters(3, [
        [0, 1, 12],
        [1, 2, 6],
      ]),
    ).toEqual([0, 0, 2]))
  it('a chain whose ends are merely silent holds', () =>
    expect(
      clusters(3, [
        [0, 1, 12],
        [1, 2, 9],
        [0, 2, 0.5],
      ]),
    ).toEqual([0, 0, 0]))
  it('“not the same” keeps apart, whatever the weights, and through others', () => {
    const sure: [number, number, number][] = [
      [0, 1, 20],
      [1, 2, 15],
      [0, 2, 20],
    ]
    expect(clusters(3, sure, { never: [[0, 2]], always: [] })).not.toEqual([0, 0, 0])
    expect(clusters(2, [[0, 1, 20]], { never: [[0, 1]], always: [] })).toEqual([0, 1])
  })
  it('“the same” joins, whatever the weights', () =>
    expect(clusters(2, [], { never: [], always: [[0, 1]] })).toEqual([0, 0]))
  it('of two contradicting judgements, “not the same” wins', () =>
    expect(clusters(2, [], { never: [[0, 1]], always: [[0, 1]] })).toEqual([0, 1]))
  it('the order of the edges changes nothing', () => {
    const said: [number, number, number][] = [
      [0, 1, 9],
      [1, 2, 9],
      [2, 3, 9],
      [0, 2, 1],
      [1, 3, 2],
      [0, 3, -1],
    ]
    expect(clusters(4, said)).toEqual(clusters(4, [...said].reverse()))
  })
})

it('an edge that alone holds two groups is a bridge', () => {
  const edge = (a: number, b: number): Edge => ({ a, b, bits: 10 })
  const edges = [edge(0, 1), edge(2, 3), edge(1, 2)]
  expect(bridgesOf(edges, [0, 0, 0, 0], 5)).toEqual([edge(1, 2)])
  expect(bridgesOf([...edges, edge(0, 3)], [0, 0, 0, 0], 5)).toEqual([])
})
