import { importsOf } from './import-lines.ts'
import { isCode, isTest, type Offence, placeOf, type Tree } from './tree.ts'

/** No circular import, types included: what needs itself has no first line to be read. */
export function cycleOffences(tree: Tree): Offence[] {
  const graph = new Map<string, Map<string, number>>()
  for (const path of tree.keys()) {
    if (!isCode(path) || isTest(path) || placeOf(path).area === 'beside') continue
    const ours = importsOf(path, tree).filter((line) => line.reach === 'ours' && tree.has(line.to) && isCode(line.to))
    graph.set(path, new Map(ours.map((line) => [line.to, line.line])))
  }
  return knots(graph).map((knot) => {
    const cycle = shortestRound(knot, graph)
    const [first = '', second = first] = cycle
    return {
      rule: 'cycle',
      file: first,
      line: graph.get(first)?.get(second) ?? 1,
      because: `circular: ${[...cycle, first].join(' → ')}`,
    }
  })
}

type Graph = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Tarjan: the sets of files that all reach one another, files alone left out unless they import themselves. */
function knots(graph: Graph): string[][] {
  const found: string[][] = []
  const seen = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const visit = (path: string): void => {
    seen.set(path, seen.size)
    low.set(path, seen.get(path) as number)
    stack.push(path)
    for (const next of graph.get(path)?.keys() ?? []) {
      if (!seen.has(next)) visit(next)
      if (stack.includes(next)) low.set(path, Math.min(low.get(path) as number, low.get(next) as number))
    }
    if (low.get(path) !== seen.get(path)) return
    const knot = stack.splice(stack.indexOf(path))
    if (knot.length > 1 || graph.get(path)?.has(path)) found.push(knot.sort())
  }
  for (const path of graph.keys()) if (!seen.has(path)) visit(path)
  return found
}

/** The shortest way from the first file of a knot back to itself. */
function shortestRound(knot: readonly string[], graph: Graph): string[] {
  const [start = ''] = knot
  const ways: string[][] = [[start]]
  const been = new Set<string>()
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? '')?.keys() ?? []) {
      if (next === start) return way
      if (been.has(next) || !knot.includes(next)) continue
      been.add(next)
      ways.push([...way, next])
    }
  }
  return [start]
}
