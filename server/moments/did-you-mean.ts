import { editDistance } from '../plain/edit-distance.ts'
import { fold } from '../plain/fold.ts'

/** The nearest of the words there are, when it is near enough to be what was meant. */
export function didYouMean(typed: string, words: readonly string[]): string | null {
  const asked = fold(typed)
  const most = asked.length <= 4 ? 1 : 2
  let best: { word: string; distance: number } | null = null
  for (const word of words) {
    const distance = editDistance(asked, fold(word), most)
    if (distance <= most && (best === null || distance < best.distance)) best = { word, distance }
  }
  return best?.word ?? null
}
