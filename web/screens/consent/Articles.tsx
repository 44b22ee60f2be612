import type { LawRule } from '../../../contract/consent.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Consent.module.css'

/** Articles of the law: what each says, and where it is written. */
export function Articles({ articles, rules }: { articles: readonly string[]; rules: readonly LawRule[] }) {
  const { t, locale } = useWords()
  const named = articles.flatMap((article) => rules.find((rule) => rule.id === article) ?? [])
  return named.map((rule) => (
    <div key={rule.id} className={classes.article}>
      <p>
        <span className={classes.code}>{rule.id}</span> {rule.says[locale]}
      </p>
      <p className={classes.small}>{t('consent.source', { source: rule.source })}</p>
    </div>
  ))
}
