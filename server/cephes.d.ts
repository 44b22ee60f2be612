// The package ships its types, but its `exports` do not name them.
declare module 'cephes' {
  /** Resolves once its WebAssembly is there; before, every function throws. */
  export const compiled: Promise<void>
  export function ndtr(z: number): number
  export function ndtri(p: number): number
  export function incbet(a: number, b: number, x: number): number
  export function incbi(a: number, b: number, p: number): number
  export function lbeta(a: number, b: number): number
  export function lgam(x: number): number
  /** The inverse of the upper tail. */
  export function igami(shape: number, upper: number): number
}
