import type { Receipt } from '../../../contract/consent.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import { useNames } from '../customer/Care.tsx'
import rows from '../customer/Customer.module.css'
import classes from './Consent.module.css'

const TONE = { given: 'good', withdrawn: 'bad', refused: 'bad' } as const

/** Every yes and no, newest first, with its words. Nothing here is ever changed. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const { t, word } = useWords()
  const { siteName, staffName } = useNames()
  const handedBy = ({ evidence }: Receipt) =>
    `${evidence.linkMadeBy ?? ''}`
      .split(' ')
      .map((by) => staffName(by) || by)
      .join(', ')
  if (receipts.length === 0) return <p className={rows.quiet}>{t('consent.receipts-none')}</p>
  return (
    <ul className={`surface ${rows.rows}`}>
      {receipts.map((receipt) => (
        <li key={receipt.id}>
          <div className={classes.head}>
            {receipt.evidence.undoes || receipt.evidence.takesBack ? (
              <Tone tone="calm">{t('consent.action-undoes')}</Tone>
            ) : (
              <Tone tone={!receipt.stands || receipt.action === 'notice' ? 'calm' : TONE[receipt.action]}>
                {t(`consent.action-${receipt.action}`)}
              </Tone>
            )}
            <span className={rows.rowTitle}>{t(`consent.channel-${receipt.channel}`)}</span>
            <span className="dim">{t(`consent.purpose-${receipt.purpose}`)}</span>
          </div>
          {!receipt.stands && receipt.action !== 'notice' && <p className={classes.small}>{t('consent.undone')}</p>}
          {receipt.wording && <blockquote className={classes.words}>{receipt.wording}</blockquote>}
          <p className={classes.small} style={{ margin: '6px 0 0' }}>
            <Time at={receipt.at} />
            {[
              word('consent', `place-${receipt.place}`).replace('place-', ''),
              siteName(receipt.siteId),
              receipt.evidence.link === 'handed' && t('consent.receipt-handed', { names: handedBy(receipt) }),
              receipt.by,
              receipt.contact && t('consent.receipt-for', { contact: receipt.contact }),
              receipt.wordingVersion && t('consent.form-version', { version: receipt.wordingVersion }),
            ]
              .filter(Boolean)
              .map((each) => ` · ${each}`)
              .join('')}
          </p>
          <p className={classes.small} style={{ margin: 0 }} title={receipt.hash}>
            <span className={classes.code}>{t('consent.receipt-hash', { hash: receipt.hash.slice(0, 12) })}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
