import { compiled, igami, incbet, incbi, lbeta, lgam, ndtr, ndtri } from 'cephes'

// WebAssembly inside the package: some milliseconds once, no file and no network.
await compiled

/** P(Z < z) of the standard normal. */
export const normalBelow = (z: number): number => ndtr(z)

/** The z that a standard normal stays below with probability p. */
export const normalQuantile = (p: number): number => ndtri(p)

/** How many standard errors each side holds this level: 1.959964 for 95 %. */
export const twoSided = (level: number): number => ndtri(0.5 + level / 2)

/** P(X < x) of a beta. */
export const betaBelow = (a: number, b: number, x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : incbet(a, b, x))

/** The x that a beta stays below with probability p. */
export const betaQuantile = (a: number, b: number, p: number): number => incbi(a, b, p)

/** The logarithm of the beta function. */
export const logBeta = (a: number, b: number): number => lbeta(a, b)

/** The x that a gamma of this shape and scale one stays below with probability p. */
export const gammaQuantile = (shape: number, p: number): number => igami(shape, 1 - p)

/** The logarithm of how many ways there are to choose k of n. */
export const logBinomial = (n: number, k: number): number => lgam(n + 1) - lgam(k + 1) - lgam(n - k + 1)
