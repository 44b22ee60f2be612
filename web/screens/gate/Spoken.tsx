import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { linkWords, readProduct, type Spoken as Word } from '../../../contract/gate-file.ts'
import { useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import type { ProductPage } from './deciding.ts'
import classes from './Gate.module.css'

const FEW = 8

/** What customers say about it, those in the file first. From here they go into the file. */
export function Spoken({ page }: { page: ProductPage }) {
  const { t, number } = useWords()
  const [all, setAll] = useState(false)
  const { spoken } = page
  const shown = all ? spoken : spoken.slice(0, FEW)
  return (
    <Section title={t('gate.spoken')} note={spoken.length > 0 ? number(spoken.length) : undefined}>
      {spoken.length === 0 ? (
        <Empty title={t('gate.spoken-none')} quiet>
          {t('gate.spoken-none-text')}
        </Empty>
      ) : (
        <ul className={`${classes.log} ${classes.panel} surface`}>
          {shown.map((word) => (
            <li key={word.id}>
              <Line word={word} page={page} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < spoken.length && (
        <Button variant="default" mt="sm" onClick={() => setAll(true)}>
          {t('gate.spoken-more', { n: spoken.length })}
        </Button>
      )}
    </Section>
  )
}

function Line({ word, page: { file, product } }: { word: Word; page: ProductPage }) {
  const { t } = useWords()
  const { staffId } = useMe()
  const link = useDo(linkWords, { refresh: [readProduct] })
  const works = file !== null && file.closedAt === null && (product.mayManage || file.owner?.id === staffId)
  return (
    <div className={classes.said}>
      <blockquote>{word.text}</blockquote>
      <span className={classes.saidLine}>
        {word.stars !== null && <span className="figures">{t('gate.spoken-stars', { stars: word.stars })}</span>}
        <Time at={word.at} />
        {word.site && <span>{word.site}</span>}
        {word.version !== product.version && <span>{t('gate.version-is', { label: word.version })}</span>}
        {word.leftOut && <Tone tone="calm">{t('gate.spoken-left-out')}</Tone>}
        {word.linked && <Tone tone="good">{t('gate.spoken-linked')}</Tone>}
        {word.customerId && (
          <Link to="/customers/$id" params={{ id: word.customerId }} className="name-link">
            {t('gate.spoken-customer')}
          </Link>
        )}
        {works && (
          <Button
            size="compact-sm"
            variant="subtle"
            mih={32}
            loading={link.isPending}
            onClick={() =>
              link.mutate(
                { params: { id: file.id }, body: { verbatimId: word.id, linked: !word.linked } },
                { onError: toastProblem },
              )
            }
          >
            {t(word.linked ? 'gate.spoken-unlink' : 'gate.spoken-link')}
          </Button>
        )}
      </span>
    </div>
  )
}
