import { Link } from '@tanstack/react-router'
import type { Quote } from '../../../../contract/voice-news.ts'
import { Time } from '../../../parts/Time.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Themes.module.css'

/** In their own words; the phrase that was found is marked, and each leads to what was said whole. */
export function Quotes({ quotes }: { quotes: readonly Quote[] }) {
  const { t } = useWords()
  if (quotes.length === 0) return null
  return (
    <ul className={classes.quotes}>
      {quotes.map((one) => {
        const { verbatimId, at, site, text, from, to } = one
        return (
          <li key={verbatimId}>
            <blockquote className={classes.quote}>
              {text.slice(0, Math.max(0, from))}
              <mark>{text.slice(Math.max(0, from), Math.max(0, to))}</mark>
              {text.slice(Math.max(0, to))}
            </blockquote>
            <span className={classes.from}>
              {site || t('figure.no-site')} · <Time at={at} />
            </span>{' '}
            <Link
              to={'/voice' as '/'}
              search={wholeOf(one) as never}
              className={classes.whole}
              aria-label={t('news.whole-of', { text: text.slice(0, 40) })}
            >
              {t('news.whole')}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

/** The list of words, narrowed to its phrase on its site and day. */
function wholeOf({ siteId, at, text, from, to }: Quote): Record<string, string> {
  const day = at.slice(0, 10)
  const phrase = text.slice(Math.max(0, from), Math.max(0, to))
  return { ...(siteId ? { site: siteId } : {}), ...(phrase ? { q: phrase } : {}), from: day, to: day }
}
