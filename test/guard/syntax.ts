import { parseAst } from 'vite'

/** A node of the syntax tree (ESTree with TypeScript's own nodes), read by field name. */
export interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/** The same work on the same file is done once: rules share it, and so do trees that differ in one file. */
export function once<T>(work: (path: string, text: string) => T): (path: string, text: string) => T {
  const done = new Map<string, { text: string; result: T }>()
  return (path, text) => {
    const known = done.get(path)
    if (known?.text === text) return known.result
    const result = work(path, text)
    done.set(path, { text, result })
    return result
  }
}

/** The syntax tree of a file. */
export const parse = once(
  (path, text) => parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path) as unknown as Node,
)

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

export function* childrenOf(node: Node): Generator<Node> {
  for (const field in node) {
    const value = node[field]
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) yield each
    } else if (isNode(value)) yield value
  }
}

/** Every node, outermost first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}

const WRAPPERS = new Set([
  'ParenthesizedExpression',
  'ChainExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
])

/** The expression under casts, brackets and `!`. */
export function bare(node: unknown): Node | undefined {
  let at = isNode(node) ? node : undefined
  while (at && WRAPPERS.has(at.type)) at = isNode(at.expression) ? at.expression : undefined
  return at
}

/** The text of a string literal, or of a template without holes. */
export function literal(node: unknown): string | undefined {
  const at = bare(node)
  if (at?.type === 'Literal' && typeof at.value === 'string') return at.value
  if (at?.type === 'TemplateLiteral') {
    const [only, ...more] = at.quasis as (Node & { value: { cooked: string } })[]
    if (only && more.length === 0) return only.value.cooked
  }
  return undefined
}

export const nameOf = (node: unknown): string | undefined => {
  const at = bare(node)
  return at?.type === 'Identifier' ? (at.name as string) : undefined
}

/** The name behind the dot, written `a.b` or `a['b']`; undefined when it is computed. */
export function member(node: unknown): { object: Node; name: string | undefined } | undefined {
  const at = bare(node)
  if (at?.type !== 'MemberExpression') return undefined
  const object = bare(at.object)
  if (!object) return undefined
  return { object, name: at.computed ? literal(at.property) : ((at.property as Node).name as string) }
}
