import { type GlobalUse, globalsOf } from './scope.ts'
import { bare, literal, type Node, once, parse } from './syntax.ts'
import { isCode, kindOf, lineAt, type Offence, placeOf, type Tree } from './tree.ts'

/** Nobody's to reach for: handed in with the house, or built by the world. */
const HANDED_IN = new Set([
  'process',
  'console',
  'fetch',
  'performance',
  'crypto',
  'globalThis',
  'global',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'Worker',
  'BroadcastChannel',
  'require',
  'eval',
  'Function',
]) // prettier-ignore
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])

/**
 * Clock, randomness, configuration, log and network are handed in with the house. Whoever only decides has no timer either.
 * Edges talk to the outside and kit is made of it: both may reach, except for what edges only read with.
 */
export function reachOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [path, text] of tree) {
    const { area } = placeOf(path)
    const kind = kindOf(path)
    if (!isCode(path) || kind === 'test' || kind === 'edge') continue
    const judged =
      area === 'slice' || area === 'flows' || area === 'edges' || area === 'contract' || path === 'server/order.ts'
    if (!judged) continue
    const decides = kind === 'pure' || kind === 'port' || kind === 'tables'
    for (const use of usesOf(path, text)) {
      const because = refused(use, decides)
      if (because) offences.push({ rule: 'reach', file: path, line: lineAt(text, use.node.start), because })
    }
  }
  return offences
}

const usesOf = once((path, text) => globalsOf(parse(path, text)))

function refused(use: GlobalUse, decides: boolean): string | undefined {
  if (HANDED_IN.has(use.name)) return `${use.name} is handed in, never reached for`
  if (TIMERS.has(use.name)) return decides ? `${use.name} acts later: a file without a suffix only decides` : undefined
  if (use.name === 'Date')
    return usesDateWithoutClock(use) ? undefined : 'the clock is handed in: house.now(), or an instant as an argument'
  if (use.name === 'Math') return only(use, (name) => name !== 'random') ? undefined : 'chance is handed in'
  if (use.name === 'Temporal') return only(use, (name) => name !== 'Now') ? undefined : 'the clock is handed in'
  return undefined
}

/** The use and what surrounds it, casts and brackets left out: `(Date as any).now` is `Date.now`. */
function outside(use: GlobalUse): { self: Node; parent: Node | undefined; beyond: Node | undefined } {
  const chain = [...use.around, use.node]
  let at = chain.length - 1
  while (at > 0 && bare(chain[at - 1]) === use.node) at -= 1
  return { self: chain[at] as Node, parent: chain[at - 1], beyond: chain[at - 2] }
}

/** Is it used only as `Name.member`, with a member that is written out and allowed? `const { random } = Math` is not. */
function only(use: GlobalUse, allowed: (name: string) => boolean): boolean {
  const { self, parent } = outside(use)
  if (parent?.type !== 'MemberExpression' || parent.object !== self) return false
  const name = parent.computed ? literal(parent.property) : ((parent.property as Node).name as string)
  return name !== undefined && allowed(name)
}

/** `new Date(something)`, `Date.UTC`, `Date.parse`, `instanceof Date` and `z.instanceof(Date)` read no clock; all else could. */
function usesDateWithoutClock(use: GlobalUse): boolean {
  const { self, parent } = outside(use)
  if (parent?.type === 'NewExpression' && parent.callee === self) {
    const [first] = parent.arguments as Node[]
    return first !== undefined && first.type !== 'SpreadElement'
  }
  if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof' && parent.right === self
  if (parent?.type === 'CallExpression' && parent.callee !== self) {
    const callee = bare(parent.callee)
    return callee?.type === 'MemberExpression' && (callee.property as Node).name === 'instanceof'
  }
  return only(use, (name) => name === 'UTC' || name === 'parse')
}
