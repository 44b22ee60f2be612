/** Where a statement names a table. `schema` undefined: the name stands alone. `name` undefined: put together at run time. */
export interface TableUse {
  schema: string | undefined
  name: string | undefined
  write: boolean
  /** offset in the text */
  at: number
}

/** A hole of a template: `${…}`. */
export const HOLE = '\uFFFC'

interface Token {
  kind: 'word' | 'quoted' | 'mark' | 'hole' | 'text'
  text: string
  at: number
}

const LEXER =
  /(--[^\n]*|\/\*[\s\S]*?\*\/|\s+)|('(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\3\$)|"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_$]*)|(\uFFFC)|(\d[\w.]*|[\s\S])/gu

/** Words in lower case; comments left out; strings kept apart, so that nothing inside them counts. */
function tokens(sql: string): Token[] {
  const found: Token[] = []
  for (const match of sql.matchAll(LEXER)) {
    const [, blank, text, , quoted, word, hole, mark] = match
    const at = match.index
    if (blank !== undefined) continue
    if (text !== undefined) found.push({ kind: 'text', text, at })
    else if (quoted !== undefined) found.push({ kind: 'quoted', text: quoted, at })
    else if (word !== undefined) found.push({ kind: 'word', text: word.toLowerCase(), at })
    else if (hole !== undefined) found.push({ kind: 'hole', text: hole, at })
    else found.push({ kind: 'mark', text: mark ?? '', at })
  }
  return found
}

const named = (token: Token | undefined): token is Token => token?.kind === 'word' || token?.kind === 'quoted'

/** Names given inside the statement: `with x as (…)`, `, y (a, b) as materialized (…)`. */
export function namesGiven(sql: string): string[] {
  const list = tokens(sql)
  return list.flatMap((token, n) => {
    if (!named(token) || !['with', 'recursive', ','].includes(list[n - 1]?.text ?? '')) return []
    let next = n + 1
    if (list[next]?.text === '(') next = closing(list, next) + 1
    if (list[next]?.text !== 'as') return []
    while (['not', 'materialized'].includes(list[next + 1]?.text ?? '')) next += 1
    return list[next + 1]?.text === '(' ? [token.text] : []
  })
}

function closing(list: readonly Token[], open: number): number {
  for (let n = open, depth = 0; n < list.length; n += 1) {
    if (list[n]?.text === '(') depth += 1
    if (list[n]?.text === ')') depth -= 1
    if (depth === 0) return n
  }
  return list.length
}

const SHAPES = new Set(['create', 'alter', 'drop', 'grant', 'revoke', 'comment'])
/** Does the statement change tables themselves, which only migrations do? */
export const changesShape = (sql: string): boolean => SHAPES.has(tokens(sql)[0]?.text ?? '')

/** `from` is a separator of arguments in these. */
const FROM_INSIDE = new Set(['extract', 'substring', 'trim', 'overlay'])
const ENDS_LIST = new Set(
  'where group order having limit union intersect except returning set window offset for values select'.split(' '),
)

/**
 * Every table a statement or a fragment of one names: where a table must stand (after from, join, into, update, truncate, using, copy),
 * and wherever a name of one of the schemas stands before a dot.
 */
export function tablesIn(sql: string, schemas: ReadonlySet<string>): TableUse[] {
  const list = tokens(sql)
  const found = new Map<number, TableUse>()
  const before: string[] = []
  let callers: string[] = ['']
  let lists: (boolean | undefined)[] = [undefined]
  const first = list[0]?.text

  const table = (n: number, write: boolean): void => {
    let at = n
    while (['only', 'lateral', 'table'].includes(list[at]?.text ?? '')) at += 1
    const token = list[at]
    if (!token) return
    if (token.kind === 'hole') found.set(token.at, { schema: undefined, name: undefined, write, at: token.at })
    if (!named(token)) return
    const dotted = list[at + 1]?.text === '.' && named(list[at + 2])
    if (dotted) found.set(token.at, { schema: token.text, name: list[at + 2]?.text, write, at: token.at })
    else if (write || list[at + 1]?.text !== '(')
      found.set(token.at, { schema: undefined, name: token.text, write, at: token.at })
  }

  list.forEach((token, n) => {
    const previous = list[n - 1]
    const depth = callers.length - 1
    if (token.text === '(' && token.kind === 'mark') {
      callers.push(previous?.kind === 'word' ? previous.text : '')
      lists.push(undefined)
    } else if (token.text === ')' && token.kind === 'mark') {
      callers = callers.length > 1 ? callers.slice(0, -1) : callers
      lists = lists.length > 1 ? lists.slice(0, -1) : lists
    } else if (token.text === ',' && token.kind === 'mark') {
      const write = lists[depth]
      if (write !== undefined) table(n + 1, write)
    }
    const dotted = list[n + 1]?.text === '.' && named(list[n + 2])
    if (named(token) && previous?.text !== '.' && dotted && schemas.has(token.text) && !found.has(token.at))
      found.set(token.at, { schema: token.text, name: list[n + 2]?.text, write: false, at: token.at })
    if (token.kind !== 'word' || previous?.text === '.') return
    if (ENDS_LIST.has(token.text)) lists[depth] = undefined
    switch (token.text) {
      case 'from': {
        if (previous?.text === 'distinct' || FROM_INSIDE.has(callers[depth] ?? '')) return
        if (depth === 0 && (first === 'copy' || first === 'fetch' || first === 'move')) return
        const write = previous?.text === 'delete'
        table(n + 1, write)
        lists[depth] = false
        return
      }
      case 'join':
        table(n + 1, false)
        return
      case 'into':
        if (previous?.text === 'insert' || previous?.text === 'merge') table(n + 1, true)
        return
      case 'update':
        if (!['for', 'key', 'do', 'then', 'on', 'or', 'before', 'after'].includes(previous?.text ?? ''))
          table(n + 1, true)
        return
      case 'truncate':
        table(n + 1, true)
        lists[depth] = true
        return
      case 'using':
        if (list[n + 1]?.text !== '(' && before.some((each) => each === 'delete' || each === 'merge')) {
          table(n + 1, false)
          lists[depth] = false
        }
        return
      case 'copy':
        if (n === 0) table(n + 1, true)
        return
      default:
        if (token.text === 'delete' || token.text === 'merge') before.push(token.text)
    }
  })
  return [...found.values()].sort((a, b) => a.at - b.at)
}
