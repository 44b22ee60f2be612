import { Link } from '@tanstack/react-router'
import type { CaseLine } from '../../../../contract/recovery.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { Face } from '../../../parts/Person.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { useZoneOf } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { BAND_TONE, scoreOf } from '../says.ts'
import classes from './Cases.module.css'
import { Clock, Severity } from './CaseTones.tsx'

interface ItemProps {
  line: CaseLine
  /** On one's own list the owner need not be named. */
  mine?: boolean
}

/** What its severity and its score say already. */
const ON_A_CHIP = new Set(['case.unhappy', 'case.urgent', 'case.callback', 'case.asks-call'])

/** A case in a list: who, until when, why, their words, who has it. All of it leads to its page. */
export function CaseItem({ line, mine = false }: ItemProps) {
  const { t } = useWords()
  const zone = useZoneOf(line.siteId)
  const score = scoreOf(line)
  const where = [line.site, line.momentTitle].filter(Boolean)
  return (
    <article className={`${classes.item} surface`} data-unread={!line.read && !line.closedAt ? true : undefined}>
      <header className={classes.head}>
        <Face name={line.customer || '·'} />
        <div className={classes.who}>
          <Link to={'/voice/cases/$id' as '/'} params={{ id: line.id } as never} className={classes.name}>
            {useNameOf(line)}
          </Link>
          <p className={classes.meta}>
            {where.join(' · ')}
            {where.length > 0 && ' · '}
            {t(line.closedAt ? 'case.closed-at' : 'case.opened-at')}{' '}
            <Time at={line.closedAt ?? line.openedAt} zone={zone} />
          </p>
        </div>
        <Clock line={line} zone={zone} />
      </header>
      {line.words && <p className={classes.words}>{t('inbox.quoted', { word: line.words })}</p>}
      <p className={classes.tones}>
        <Severity severity={line.severity} content={line.content} />
        {score && line.band && <Tone tone={BAND_TONE[line.band]}>{t('inbox.score', score)}</Tone>}
        {line.answers > 1 && <Tone tone="calm">{t('case.answers', { n: line.answers })}</Tone>}
        {line.level > 0 && !line.closedAt && <Tone tone="bad">{t(`case.level-${line.level === 1 ? 1 : 2}`)}</Tone>}
        <span className={classes.quiet}>
          <BecauseList because={line.because.filter(({ code }) => code.startsWith('case.') && !ON_A_CHIP.has(code))} />
        </span>
        {!mine && (
          <span className={classes.owner}>{line.owner ? t('case.with', { name: line.owner }) : t('case.nobodys')}</span>
        )}
      </p>
      {line.promise && (
        <p className={classes.promised} data-late={line.promise.late || undefined}>
          {t('case.promised', { words: line.promise.words })} · <Time at={line.promise.dueAt} zone={zone} />
        </p>
      )}
    </article>
  )
}

/** Who it is, as far as is known and may be seen. */
export function useNameOf(line: Pick<CaseLine, 'customer' | 'known'>): string {
  const { t } = useWords()
  return line.customer || t(line.known ? 'inbox.someone' : 'inbox.nobody')
}
