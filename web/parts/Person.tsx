import type { ReactNode } from 'react'
import classes from './Person.module.css'

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first character as a person sees it: an accent or an emoji of several code points stays whole. */
const firstOf = (text: string): string => characters.segment(text)[Symbol.iterator]().next().value?.segment ?? ''

/** Up to two initials, as a person would write them: first and last word of the name. */
function initialsOf(name: string): string {
  const words = name.split(/[\s\-’']+/u).filter((w) => /^\p{L}/u.test(w))
  const first = firstOf(words[0] ?? name.trim()) || '·'
  return (words.length > 1 ? first + firstOf(words.at(-1) ?? '') : first).toLocaleUpperCase()
}

/** A tint of our own ground per name, always the same for the same name. */
function tintOf(name: string): number {
  let sum = 7
  for (let i = 0; i < name.length; i += 1) sum = (sum * 31 + name.charCodeAt(i)) % 6
  return sum
}

interface FaceProps {
  name: string
  size?: 'sm' | 'md' | 'lg'
}

/** The initials of a person in a round. Says nothing to a screen reader: the name stands beside it. */
export function Face({ name, size = 'md' }: FaceProps) {
  return (
    <span aria-hidden className={classes.face} data-size={size} data-tint={tintOf(name)}>
      {initialsOf(name)}
    </span>
  )
}

interface PersonProps {
  name: ReactNode
  /** For the initials, when `name` is not plain text. */
  initials?: string
  /** One line of why: vehicle, reason, role. */
  line?: ReactNode
  /** What stands at the right: a time, a button. */
  side?: ReactNode
  size?: 'sm' | 'md' | 'lg'
}

/** A person in a list: initials, name, a line of why. */
export function Person({ name, initials, line, side, size = 'md' }: PersonProps) {
  return (
    <div className={classes.person}>
      <Face name={initials ?? (typeof name === 'string' ? name : '')} size={size} />
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        {line && <div className={classes.line}>{line}</div>}
      </div>
      {side && <div className={classes.side}>{side}</div>}
    </div>
  )
}

/** A calm list of people on one surface, a hairline between two. */
export function People({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={`${classes.people} surface`} aria-label={label}>
      {children}
    </ul>
  )
}
