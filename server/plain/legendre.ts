export interface Node {
  x: number
  weight: number
}

/** Nodes and weights of the Gauss–Legendre rule on [from, to]: a smooth integrand is summed to near machine accuracy. */
export function legendre(n: number, from: number, to: number): Node[] {
  const [half, middle] = [(to - from) / 2, (to + from) / 2]
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let round = 0; round < 100; round++) {
      let [before, now] = [1, x]
      for (let degree = 2; degree <= n; degree++)
        [before, now] = [now, ((2 * degree - 1) * x * now - (degree - 1) * before) / degree]
      slope = (n * (x * now - before)) / (x * x - 1)
      const step = now / slope
      x -= step
      if (Math.abs(step) < 1e-15) break
    }
    return { x: middle + half * x, weight: (half * 2) / ((1 - x * x) * slope * slope) }
  })
}
