import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'

/** What a source says beyond the fields of the house, folded: names of its own columns and their values. */
export function SourceSays({ attributes }: { attributes: Readonly<Record<string, string>> }) {
  const { t } = useWords()
  const all = Object.entries(attributes)
  if (all.length === 0) return null
  return (
    <details className={classes.sourceSays}>
      <summary className="dim">{t('customer.source-says', { n: all.length })}</summary>
      <dl>
        {all.map(([name, value]) => (
          <div key={name}>
            <dt className="dim">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What an entry of the timeline holds of them. */
export function attributesIn(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const { attributes } = data
  return attributes && typeof attributes === 'object' && !Array.isArray(attributes)
    ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
    : {}
}
