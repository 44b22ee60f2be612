import { type Document, isMap, isNode, isScalar, type LineCounter, type Node, type Pair, Scalar } from 'yaml'

export type Path = readonly (string | number)[]
export interface Place {
  line: number
  column: number
}

/** `moments[3].message.fr` */
export const written = (path: Path): string =>
  path.map((each, i) => (typeof each === 'number' ? `[${each}]` : i === 0 ? each : `.${each}`)).join('')

/** Where in the text a part of the playbook stands. What is missing stands where its owner begins. */
export class Places {
  readonly #document: Document
  readonly #lines: LineCounter
  constructor(document: Document, lines: LineCounter) {
    this.#document = document
    this.#lines = lines
  }

  #offset(at: number): Place {
    const { line, col } = this.#lines.linePos(at)
    return { line, column: col }
  }

  #node(path: Path): Node | null {
    const found = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true)
    return isNode(found) ? found : null
  }

  of(path: Path): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#node(path.slice(0, length))
      if (node?.range) return this.#offset(node.range[0])
    }
    return { line: 1, column: 1 }
  }

  /** Of the key itself rather than its value. */
  ofKey(path: Path, key: string): Place {
    const owner = this.#node(path)
    const pair = isMap(owner)
      ? owner.items.find((each: Pair) => isScalar(each.key) && String(each.key.value) === key)
      : undefined
    const range = isScalar(pair?.key) ? pair.key.range : undefined
    return range ? this.#offset(range[0]) : this.of([...path, key])
  }

  /** Of a line and column within a text: a block of words begins on the line after its `|`. */
  within(path: Path, line: number, column: number): Place {
    const start = this.of(path)
    const node = this.#node(path)
    if (!isScalar(node)) return start
    const block = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED
    if (block) return { line: start.line + line, column: column + this.#indent(node) }
    const quoted = node.type === Scalar.QUOTE_SINGLE || node.type === Scalar.QUOTE_DOUBLE ? 1 : 0
    return line === 1
      ? { line: start.line, column: start.column + quoted + column - 1 }
      : { line: start.line + line - 1, column }
  }

  #indent(node: Scalar): number {
    const source = node.srcToken && 'source' in node.srcToken ? node.srcToken.source : ''
    return /^ */u.exec(source)![0].length
  }
}
