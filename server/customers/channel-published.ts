import type { ConfusionCount } from '../signals/confusion.ts'

/**
 * Look-alikes as the literature of plate and character recognition names them, with the rate at which one member of a
 * class is read as another; `background` is every other pair (a quarter of the
 * measured confusions belong to no class). Rates are orders of magnitude, there to be corrected by counts.
 * Classes: 0ODQ, 1I(L), 2Z, 5S, 8B, 6G are what vendors' own "fuzzy plate" tables list (Rekor/OpenALPR, Genetec, Neology);
 * the weaker ones are pairs that differ by one stroke in FE-Schrift and in the French and American plate fonts.
 */
export const CLASS_ERRORS = {
  background: 0.0001,
  classes: [
    ['0ODQ', 0.006],
    ['1I', 0.006],
    ['2Z', 0.006],
    ['5S', 0.006],
    ['8B', 0.008],
    ['6G', 0.004],
    ['1IL', 0.002],
    ['1IT', 0.0015],
    ['17', 0.0015],
    ['7TYZ', 0.001],
    ['38B', 0.0015],
    ['4A', 0.0015],
    ['MNWH', 0.0015],
    ['UVY', 0.001],
    ['VW', 0.001],
    ['EF', 0.0015],
    ['EL', 0.001],
    ['PRF', 0.0015],
    ['CG', 0.0015],
    ['GQ', 0.0008],
    ['KXR', 0.0008],
    ['KH', 0.0008],
    ['56', 0.001],
    ['689', 0.0008],
    ['39', 0.0006],
    ['5S69', 0.0005],
    ['UO0', 0.0008],
    ['JU', 0.0006],
    ['6C', 0.0005],
    ['8R', 0.0008],
    ['HB', 0.001],
  ] as readonly (readonly [string, number])[],
  /**
   * Rare letters are read as the common shape they resemble far more often than the other way round: engines learn from
   * plates, and plates hold ten noughts for one Q.
   */
  towards: [
    ['O', '0', 0.08],
    ['Q', '0', 0.06],
    ['I', '1', 0.06],
    ['Q', 'O', 0.03],
    ['O', 'D', 0.02],
    ['O', 'Q', 0.02],
    ['D', '0', 0.012],
    ['0', 'D', 0.01],
  ] as readonly (readonly [string, string, number])[],
  /**
   * Losses and additions with their excess at the ends, and the two views; rounded from one engine on 746 pictures
   * (86.6 % exact, 10.5 % with one error, 2.9 % with more; alone, independent errors would make that 1 %). Of letters lost,
   * in reads with at most three errors, 4 were the first, 11 the last, 19 any other; of 18 added, 7 stood before the first
   * and 8 behind the last. Of 19 reads with several errors 18 lost or added a letter: hence the two factors of a view.
   */
  rates: {
    deletion: 0.006,
    insertion: 0.001,
    edge: { firstLost: 1.2, lastLost: 3, insertion: 10 },
    views: [
      { share: 0.97, confusions: 0.75, gaps: 0.5 },
      { share: 0.03, confusions: 9, gaps: 17 },
    ],
  },
} as const

/** Confusions seen at least twice among 4,513 letters of openalpr/benchmarks (US), and those letters in round numbers. */
const CONFUSED: Record<string, number> = {
  '8B': 6,
  Q0: 4,
  '0D': 4,
  OD: 3,
  OQ: 2,
  WH: 2,
  I1: 2,
  B8: 2,
  LE: 2,
  '5S': 2,
  '82': 2,
  '10': 2,
  '0O': 2,
  '2Z': 2,
  HB: 2,
}
const READ: Record<string, string> = {
  230: '0123456789',
  210: 'A',
  120: 'BC',
  85: 'DEFGHKLMNPRSTU',
  65: 'IJVWXYZ',
  20: 'OQ',
}

export const MEASURED: readonly ConfusionCount[] = [
  ...Object.entries(CONFUSED).map(([pair, count]) => ({ truth: pair[0]!, read: pair[1]!, count })),
  ...Object.entries(READ).flatMap(([count, letters]) =>
    Array.from(letters, (letter) => ({ truth: letter, read: letter, count: Number(count) })),
  ),
  // Losses are counted over all letters: which one is not kept. Of additions it is: frames and bolts have their letters.
  { truth: 'A', read: '', count: 34 },
  ...Object.entries({ 4: '1', 3: 'E', 2: 'IB', 1: 'QRCV4W2' }).flatMap(([count, letters]) =>
    Array.from(letters, (letter) => ({ truth: '', read: letter, count: Number(count) })),
  ),
]
