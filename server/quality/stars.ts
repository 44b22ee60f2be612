/** What one score adds to each star: where it falls between two, a part to each, so that the mean stays what it was. */
export function shareOfStars(stars: number): [number, number, number, number, number] {
  const shares: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  const low = Math.min(4, Math.max(0, Math.floor(stars - 1)))
  const over = Math.min(1, Math.max(0, stars - 1 - low))
  shares[low]! += 1 - over
  if (over > 0) shares[Math.min(4, low + 1)]! += over
  return shares
}
