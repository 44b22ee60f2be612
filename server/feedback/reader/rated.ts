/** A mark out of five, ten or twenty: `5/5`, `9 sur 10`, `2 out of 5`, `4,5 / 5`. Not a date, not a time, not a share of people. */
const OUT_OF =
  /(?<![\d/.,])(?<!\b(?:le|du|au|dès|on|the)\s)(\d{1,2}(?:[.,]\d)?)\s?(?:\/|sur|out of)\s?(5|10|20)(?![\d/]|[.,]\d|\s?(?:ans|jours|euros|€|%|clients|personnes|fois|people|times|days|years))/giu
/** `0 étoile`, `5 étoiles`, `one star`. */
const STARS = /(?<![\d/.,])([0-5]|zero|zéro|une|one|five|cinq)\s(?:étoiles?|etoiles?|stars?)(?!\p{L})/giu
const WORDS: Record<string, number> = { zero: 0, zéro: 0, une: 1, one: 1, five: 5, cinq: 5 }
/** So good a mark is praise, so bad a one is none; between them it says little. */
const [GLAD, SORRY] = [0.75, 0.45]

/**
 * What marks in the words say, −1 … 1: praise 1, blame −1, several marks their mean. Null: there is none, or it is neither.
 */
export function ratedIn(text: string): number | null {
  const marks: number[] = []
  for (const [, mark = '', most = ''] of text.matchAll(OUT_OF)) {
    const share = Number(mark.replace(',', '.')) / Number(most)
    if (share <= 1) marks.push(share)
  }
  for (const [, stars = ''] of text.matchAll(STARS)) marks.push((WORDS[stars.toLowerCase()] ?? Number(stars)) / 5)
  if (marks.length === 0) return null
  const said = marks.reduce((sum, share) => sum + (share >= GLAD ? 1 : share <= SORRY ? -1 : 0), 0) / marks.length
  return said === 0 ? null : said
}
