/** Records that hang together, directly or through others: disjoint sets with path halving (Tarjan & van Leeuwen 1984). */
export class Disjoint {
  parent: Uint32Array
  constructor(n: number) {
    this.parent = new Uint32Array(n)
    for (let i = 0; i < n; i++) this.parent[i] = i
  }

  find(of: number): number {
    const { parent } = this
    let i = of
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }

  /** The smaller root stays: the order of joining changes nothing. */
  join(a: number, b: number): void {
    const x = this.find(a)
    const y = this.find(b)
    if (x < y) this.parent[y] = x
    else this.parent[x] = y
  }
}

/** Many edges without an object for each. */
export interface EdgeList {
  n: number
  a: Uint32Array
  b: Uint32Array
  bits: Float32Array
  /** How probably the two are related people. */
  related: Float32Array
}

export const emptyEdges = (capacity = 1024): EdgeList => ({
  n: 0,
  a: new Uint32Array(capacity),
  b: new Uint32Array(capacity),
  bits: new Float32Array(capacity),
  related: new Float32Array(capacity),
})

export function addEdge(edges: EdgeList, a: number, b: number, bits: number, related = 0): void {
  if (edges.n === edges.a.length) {
    const wider = emptyEdges(edges.n * 2)
    wider.a.set(edges.a)
    wider.b.set(edges.b)
    wider.bits.set(edges.bits)
    wider.related.set(edges.related)
    Object.assign(edges, { a: wider.a, b: wider.b, bits: wider.bits, related: wider.related })
  }
  edges.a[edges.n] = a
  edges.b[edges.n] = b
  edges.related[edges.n] = related
  edges.bits[edges.n++] = bits
}

/** Visits the edges of every component, one component after the other. */
export function eachComponent(sets: Disjoint, edges: EdgeList, visit: (edges: Uint32Array) => void): void {
  const counts = new Uint32Array(sets.parent.length + 1)
  const roots = new Uint32Array(edges.n)
  for (let k = 0; k < edges.n; k++) {
    roots[k] = sets.find(edges.a[k]!)
    counts[roots[k]! + 1]!++
  }
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i]! + counts[i - 1]!
  const order = new Uint32Array(edges.n)
  const next = counts.slice()
  for (let k = 0; k < edges.n; k++) order[next[roots[k]!]!++] = k
  for (let i = 0; i + 1 < counts.length; i++)
    if (counts[i + 1]! > counts[i]!) visit(order.subarray(counts[i]!, counts[i + 1]!))
}

/** The places of edges in the order of their first record, and where each record's begin. */
export function edgesByRow(edges: EdgeList, rows: number): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(rows + 1)
  for (let k = 0; k < edges.n; k++) starts[Math.min(edges.a[k]!, edges.b[k]!) + 1]!++
  for (let i = 1; i <= rows; i++) starts[i] = starts[i]! + starts[i - 1]!
  const next = starts.slice()
  const order = new Uint32Array(edges.n)
  for (let k = 0; k < edges.n; k++) order[next[Math.min(edges.a[k]!, edges.b[k]!)]!++] = k
  return { order, starts }
}
