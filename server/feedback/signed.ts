import { fold } from '../plain/fold.ts'

/**
 * Thanks without the name one signs with. « Merci pour tout, Jeanne » of a customer who is called Jeanne is hers, though a Jeanne works here too:
 * a name of the writer's own that stands once, at the very end, behind a comma or a dash. Of anybody else it is whom they thank.
 */
export function withoutSigner<R extends { praised: readonly string[] }>(
  reading: R,
  { text, own }: { text: string; own: readonly string[] },
): R {
  const mine = new Set(own.flatMap((name) => fold(name).split(' ')).filter(Boolean))
  if (mine.size === 0 || reading.praised.length === 0) return reading
  const thanked = reading.praised.filter((name) => !(isTheirs(name, mine) && signsWith(text, name)))
  return thanked.length === reading.praised.length ? reading : { ...reading, praised: thanked }
}

const isTheirs = (name: string, mine: ReadonlySet<string>): boolean =>
  fold(name)
    .split(' ')
    .every((word) => mine.has(word))

const SIGNED = /[,;–—-][ \t]*(?:(?:M|Mr|Mme|Mlle|Mrs|Ms)\.? )?$/u
/** At most an initial, and how a line ends. */
const ENDED = /^[\s.!)]*(?:\p{Lu}\.?[\s.!)]*)?$/u

function signsWith(text: string, name: string): boolean {
  const at = text.lastIndexOf(name)
  return (
    at > 0 && text.indexOf(name) === at && SIGNED.test(text.slice(0, at)) && ENDED.test(text.slice(at + name.length))
  )
}
