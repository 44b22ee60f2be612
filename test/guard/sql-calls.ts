import { HOLE, namesGiven } from './sql-text.ts'
import { bare, isNode, literal, member, type Node, nameOf, once, parse, walk } from './syntax.ts'

/** SQL in a file: a text (statement or fragment), or a table named in a call of the query builder. */
export interface SqlText {
  sql: string
  /** offset in the file of an offset in `sql` */
  at: (offset: number) => number
}
export interface SqlCall {
  /** 'customers.customer', or undefined when it is put together at run time */
  table: string | undefined
  /** text that nobody can read before it runs */
  raw?: boolean
  write: boolean
  at: number
}
export interface SqlOf {
  texts: SqlText[]
  calls: SqlCall[]
  /** names given by `with` anywhere in the file */
  given: Set<string>
}

const WRITES = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto'])
const READS = new Set([
  'selectFrom',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'crossJoin',
  'innerJoinLateral',
  'leftJoinLateral',
  'crossJoinLateral',
]) // prettier-ignore
/** Common words elsewhere: they are the builder's only at the end of a chain of calls. */
const READS_IN_CHAIN = new Set(['from', 'using'])
const STATEMENT = /^\s*(?:with|select|insert|update|delete|merge|truncate|copy|create|alter|drop)\b/iu

export const sqlOf = once((path, text): SqlOf => {
  const found: SqlOf = { texts: [], calls: [], given: new Set() }
  const program = parse(path, text)
  const isSql = tagOf(program)
  const constants = constantsOf(program)

  walk(program, (node) => {
    if (node.type === 'TaggedTemplateExpression' && isSql(node.tag))
      found.texts.push(joined(node.quasi as Node, isSql, text))
    if (node.type !== 'CallExpression') return
    const callee = member(node.callee)
    const [argument] = node.arguments as Node[]
    if (!callee?.name || !argument) return
    const { object, name } = callee
    if (isSql(object) || nameOf(object) === 'CompiledQuery') {
      if (name === 'raw') {
        const written = textOf(argument, isSql, text)
        if (written) found.texts.push(written)
        else found.calls.push({ table: undefined, raw: true, write: true, at: node.start })
      }
      if (name === 'table' || name === 'id')
        found.calls.push({ table: tableOf(name, node), write: false, at: node.start })
    } else if (name === 'query') {
      const written = textOf(argument, isSql, text)
      if (written && STATEMENT.test(written.sql)) found.texts.push(written)
    }
    if (WRITES.has(name) || READS.has(name) || (READS_IN_CHAIN.has(name) && object.type === 'CallExpression'))
      found.calls.push(...namedIn(argument, WRITES.has(name), constants))
    if ((name === 'with' || name === 'withRecursive') && literal(argument))
      found.given.add((literal(argument) as string).replace(/\(.*/u, '').trim())
  })
  for (const { sql } of found.texts) for (const name of namesGiven(sql)) found.given.add(name)
  return found
})

type IsSql = (node: unknown) => boolean

/** kysely's `sql`, under whatever name it was imported; and anything that is called `sql`, wherever it came by. */
function tagOf(program: Node): IsSql {
  const names = new Set(['sql'])
  const spaces = new Set<string>()
  for (const statement of program.body as Node[]) {
    if (statement.type !== 'ImportDeclaration' || literal(statement.source) !== 'kysely') continue
    for (const each of statement.specifiers as Node[]) {
      const local = nameOf(each.local) as string
      if (each.type === 'ImportNamespaceSpecifier') spaces.add(local)
      else if (nameOf(each.imported) === 'sql') names.add(local)
    }
  }
  return (node) => {
    const name = nameOf(node)
    if (name !== undefined) return names.has(name)
    const at = member(node)
    return at?.name === 'sql' && spaces.has(nameOf(at.object) ?? '')
  }
}

/** A template's text with a hole for each value; `sql.table('a.b')`, `sql.ref` and `sql.id` are written in, for they are names. */
function joined(template: Node, isSql: IsSql, source: string): SqlText {
  const quasis = template.quasis as (Node & { value: { raw: string } })[]
  const starts: { from: number; start: number }[] = []
  let sql = ''
  quasis.forEach((quasi, n) => {
    // The element may begin with its backtick or brace.
    const start = source.indexOf(quasi.value.raw, quasi.start)
    starts.push({ from: sql.length, start: start === -1 ? quasi.start : start })
    sql += quasi.value.raw
    const hole = (template.expressions as Node[])[n]
    if (hole) sql += writtenIn(hole, isSql) ?? HOLE
  })
  const at = (offset: number): number => {
    const { from, start } = starts.findLast((each) => each.from <= offset) ?? { from: 0, start: template.start }
    return start + offset - from
  }
  return { sql, at }
}

function writtenIn(hole: Node, isSql: IsSql): string | undefined {
  const call = bare(hole)
  const callee = call?.type === 'CallExpression' ? member(call.callee) : undefined
  if (!call || !callee?.name || !isSql(callee.object)) return undefined
  if (callee.name === 'raw') return literal((call.arguments as Node[])[0])
  return ['table', 'ref', 'id'].includes(callee.name) ? tableOf(callee.name, call) : undefined
}

/** What `sql.table('a.b')`, `sql.ref('a.b')` or `sql.id('a', 'b')` names. */
function tableOf(name: string, call: Node): string | undefined {
  const parts = (call.arguments as Node[]).map(literal)
  if (parts.some((each) => each === undefined)) return undefined
  return name === 'id' ? parts.join('.') : parts[0]
}

/** The text of an argument, or undefined when it is computed. */
function textOf(argument: Node, isSql: IsSql, source: string): SqlText | undefined {
  const written = bare(argument)
  if (written?.type === 'TemplateLiteral') return joined(written, isSql, source)
  const sql = literal(argument)
  return sql === undefined ? undefined : { sql, at: (offset) => argument.start + 1 + offset }
}

/** Constants of the file that hold a text. */
function constantsOf(program: Node): Map<string, string> {
  const found = new Map<string, string>()
  walk(program, (node) => {
    const name = node.type === 'VariableDeclarator' ? nameOf(node.id) : undefined
    const text = literal(node.init)
    if (name && text !== undefined) found.set(name, text)
  })
  return found
}

/** The tables of a call: one, a list, or none when it is given a subquery, which is judged where it is written. */
function namedIn(argument: Node, write: boolean, constants: ReadonlyMap<string, string>): SqlCall[] {
  const at = argument.start
  const given = bare(argument)
  const name = literal(argument) ?? constants.get(nameOf(given) ?? '')
  if (name !== undefined) return [{ table: name, write, at }]
  if (given?.type === 'ArrayExpression')
    return (given.elements as Node[]).filter(isNode).flatMap((each) => namedIn(each, write, constants))
  const made = ['CallExpression', 'ArrowFunctionExpression', 'FunctionExpression', 'TaggedTemplateExpression']
  return !write && given && made.includes(given.type) ? [] : [{ table: undefined, write, at }]
}
