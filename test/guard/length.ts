import { childrenOf, type Node, nameOf, parse } from './syntax.ts'
import { isCode, isTest, lineAt, type Offence, type Tree } from './tree.ts'

/** A file longer than this answers more than one question. */
const MOST_LINES = 400
/** A function longer than this cannot be held in the head, by where it stands. A screen says one thing on several lines; a test is a list. */
const MOST_OF_A_FUNCTION = [
  ['server/', 80],
  ['web/', 100],
  ['contract/', 100],
  ['bench/', 100],
  ['scripts/', 100],
] as const

/** The one that is longer: the hot loop of the reader, whose weights are learned by every turn of it. It may shrink, and never grow. */
const KNOWN = new Map([['server/feedback/reader/tokens.ts', 106]])

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
const SOURCE = /\.(?:tsx?|css|mjs)$/u
const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** The functions of a file with the name they are known by: their own, or that of what holds them. */
function* functionsIn(node: Node, known?: string): Generator<{ node: Node; name: string | undefined }> {
  if (FUNCTIONS.has(node.type)) yield { node, name: nameOf(node.id) ?? known }
  const name =
    node.type === 'VariableDeclarator'
      ? nameOf(node.id)
      : node.type.includes('Property') || node.type === 'MethodDefinition'
        ? nameOf(node.key)
        : undefined
  for (const child of childrenOf(node)) yield* functionsIn(child, FUNCTIONS.has(child.type) ? name : undefined)
}

/** Its lines without those of the functions in it that have a name: each of these is read, and counted, by itself. */
function ownLines(text: string, whole: Node): number {
  const named = [...functionsIn(whole)].filter(({ node, name }) => node !== whole && name !== undefined)
  const outermost = named.filter(
    ({ node }) =>
      !named.some((other) => other.node !== node && other.node.start <= node.start && node.end <= other.node.end),
  )
  const within = outermost.reduce((sum, { node }) => sum + linesOf(text.slice(node.start, node.end)) - 1, 0)
  return linesOf(text.slice(whole.start, whole.end)) - within
}

/** What has grown too long to be read at once: a file, a function. */
export function lengthOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [path, text] of tree) {
    if (!SOURCE.test(path)) continue
    const lines = linesOf(text)
    if (lines > MOST_LINES)
      offences.push({
        rule: 'length',
        file: path,
        line: MOST_LINES + 1,
        because: `${lines} lines, ${MOST_LINES} at most: split it by question`,
      })
    const [, most] = MOST_OF_A_FUNCTION.find(([place]) => path.startsWith(place)) ?? []
    if (most === undefined || !isCode(path) || isTest(path)) continue
    for (const { node, name } of functionsIn(parse(path, text))) {
      const own = ownLines(text, node)
      if (own > (KNOWN.get(path) ?? most))
        offences.push({
          rule: 'length',
          file: path,
          line: lineAt(text, node.start),
          because: `${name ?? 'a function'} has ${own} lines, ${most} at most: give its parts a name`,
        })
    }
  }
  return offences
}
