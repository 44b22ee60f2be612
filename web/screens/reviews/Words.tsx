import type { Found } from '../../../contract/review-flags.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

/** Their words as they stand, with what to look at marked in them. Nothing is hidden, and nothing can be changed here. */
export function Words({ text, found, language }: { text: string; found: readonly Found[]; language: string }) {
  const { t, word } = useWords()
  if (text === '') return <p className={classes.quiet}>{t('reviews.no-words')}</p>
  const parts: React.ReactNode[] = []
  let at = 0
  for (const { from, to, flag } of found) {
    if (from < at) continue
    parts.push(text.slice(at, from))
    parts.push(
      <mark key={from} title={word('reviews.flag', flag)}>
        {text.slice(from, to)}
      </mark>,
    )
    at = to
  }
  parts.push(text.slice(at))
  return (
    <p className={classes.words} dir="auto" {...(/^[a-z]{2}$/u.test(language) ? { lang: language } : {})}>
      {parts}
    </p>
  )
}
