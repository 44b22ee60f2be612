import { Anchor, Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { readProduct } from '../../../contract/gate-file.ts'
import { listProducts, updateProduct } from '../../../contract/quality.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { honestPercent } from '../../parts/honest-percent.ts'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { DaysLeft } from './CardOnBoard.tsx'
import { Decide } from './Decide.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Posterior, Spread } from './Drawings.tsx'
import type { ProductPage } from './deciding.ts'
import { File } from './File.tsx'
import classes from './Gate.module.css'
import { Log } from './Log.tsx'
import { ProductForm } from './ProductForm.tsx'
import { Spoken } from './Spoken.tsx'
import { inLanguage, toneOf } from './said.ts'

/** All of one product: what waits for a decision, what its ratings tell, its file, its log, which shops heard. */
export default function Product() {
  const { t, locale } = useWords()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const may = useMay('voice.read', null)
  const asked = useAsk(readProduct, { params: { id } }, { enabled: may, every: 20_000 })
  const [changing, setChanging] = useState(false)
  const update = useDo(updateProduct, { refresh: [readProduct, listProducts] })
  const back = <Back to="/voice/gate">{t('gate.back')}</Back>
  if (!may)
    return (
      <Page title={t('gate.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const page = asked.data
  if (!page)
    return (
      <Page title={t('gate.title')} back={back}>
        <ErrorNote error={asked.error} retry={asked.refetch} />
        {!asked.error && <Loading rows={4} as="card" />}
      </Page>
    )
  const { product } = page
  const name = inLanguage(product.name, locale)
  const archive = (archived: boolean) =>
    update.mutate(
      { params: { id }, body: { archived } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(t(archived ? 'gate.archived' : 'gate.restored', { name }), () =>
            update.mutateAsync({ params: { id }, body: { archived: !archived } }),
          ),
      },
    )
  return (
    <Page
      title={name}
      back={back}
      lead={
        <span className={classes.head}>
          <span>
            {t(`gate.kind.${product.kind}`)} {product.reference} ·{' '}
            {t('gate.version-is', { label: product.versionLabel })}
          </span>
          <Tone tone={toneOf(product.state)}>{t(`gate.is.${product.state}`)}</Tone>
          <span className="dim">
            <Time at={product.stateAt} />
          </span>
          {product.clock && <DaysLeft days={product.clock.daysLeft} />}
          {product.links.map(({ url, title }) => (
            <Anchor key={url} href={url} target="_blank" rel="noreferrer">
              {title || new URL(url).hostname}
            </Anchor>
          ))}
        </span>
      }
      actions={
        product.mayManage && (
          <>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('gate.change')}
            </Button>
            {(product.archived || product.state === 'on-shelf' || product.state === 'returned') && (
              <Button variant="default" loading={update.isPending} onClick={() => archive(!product.archived)}>
                {t(product.archived ? 'gate.restore' : 'gate.archive')}
              </Button>
            )}
          </>
        )
      }
    >
      <Decide page={page} />
      <Ratings page={page} />
      <div className={classes.two}>
        <File page={page} />
        <Spoken page={page} />
      </div>
      <div className={classes.two}>
        <Log page={page} />
        <div>
          <Versions page={page} />
          {product.mayManage && (
            <Section title={t('gate.deliveries')}>
              <Deliveries deliveries={page.deliveries} none={<NobodyTold page={page} />} />
            </Section>
          )}
        </div>
      </div>
      {changing && <ProductForm product={product} close={() => setChanging(false)} />}
    </Page>
  )
}

const MOVES = new Set(['withdrawn', 'returned'])

/** It never left; or it did, and there was no shop to tell: that one is to be written down. */
function NobodyTold({ page: { events } }: { page: ProductPage }) {
  const { t } = useWords()
  const moved = events.some(({ kind, undone }) => MOVES.has(kind) && !undone)
  if (!moved) return t('gate.deliveries-none')
  return (
    <>
      {t('gate.deliveries-nobody')}{' '}
      <Link to="/voice/gate/shops" className="name-link">
        {t('gate.deliveries-add')}
      </Link>
    </>
  )
}

function Ratings({ page: { product, density } }: { page: ProductPage }) {
  const { t, number, locale } = useWords()
  const { evidence } = product
  const settings = useAsk(listProducts, { query: {} }).data?.settings
  if (!evidence || evidence.n === 0 || evidence.naive === null)
    return (
      <Section title={t('gate.ratings')}>
        <p className={classes.quiet}>{t('gate.posterior-none')}</p>
      </Section>
    )
  const one = (value: number) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const left = evidence.leftOut + evidence.again + evidence.old
  return (
    <Section title={t('gate.ratings')} note={t('gate.version-is', { label: product.versionLabel })}>
      <div className={`${classes.panel} surface`}>
        <div className={classes.figures}>
          <Figure
            name={t('gate.figure-mean')}
            value={number(evidence.naive, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
            n={evidence.n}
            interval={[one(evidence.low), one(evidence.high)]}
            {...(settings && evidence.n < settings.minimum
              ? { note: t('gate.few', { n: evidence.n, minimum: settings.minimum }) }
              : {})}
          />
          <Figure
            name={t('gate.figure-below', { bar: evidence.bar })}
            value={honestPercent(evidence.below, locale, 1)}
            note={
              settings && t('gate.figure-below-note', { propose: settings.proposeAt, withdraw: settings.withdrawAt })
            }
          />
          {evidence.known.n < evidence.n && (
            <Figure
              name={t('gate.figure-known')}
              value={evidence.known.n === 0 ? '–' : honestPercent(evidence.known.below, locale, 1)}
              n={evidence.known.n}
            />
          )}
          {left > 0 && (
            <Figure
              name={t('gate.figure-left-out')}
              value={number(left)}
              note={t('gate.left-out-note', { left: evidence.leftOut, again: evidence.again, old: evidence.old })}
            />
          )}
        </div>
        <div className={classes.two}>
          <Spread evidence={evidence} />
          <Posterior density={density} evidence={evidence} />
        </div>
      </div>
    </Section>
  )
}

function Versions({ page: { versions, told } }: { page: ProductPage }) {
  const { t, because, locale } = useWords()
  return (
    <Section title={t('gate.versions')}>
      <ul className={`${classes.log} ${classes.panel} surface`}>
        {versions.map((version) => (
          <li key={version.number}>
            <span className={classes.head}>
              <strong>{version.label}</strong>
              <span className="dim">
                {version.shelfAt ? (
                  <>
                    {t('gate.version-shelf')} <Time at={version.shelfAt} dated />
                  </>
                ) : (
                  t('gate.version-not-yet')
                )}
              </span>
            </span>
            {inLanguage(version.changed, locale) && (
              <p className={classes.written}>{inLanguage(version.changed, locale)}</p>
            )}
            {version.evidence && version.evidence.naive !== null && (
              <span className="dim figures">
                {t('gate.stars-of', { mean: version.evidence.naive })} · {t('gate.people', { n: version.evidence.n })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {told && (
        <div className={`${classes.panel} surface`} style={{ marginTop: 14 }}>
          <strong>{t('gate.told-title')}</strong>
          <p className={classes.written}>
            {[
              t('gate.told-n', { n: told.told }),
              told.waiting > 0 && t('gate.told-waiting', { n: told.waiting }),
              told.lost > 0 && t('gate.told-lost', { n: told.lost }),
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
          {told.not.map((each) => (
            <p key={each.because.code} className={classes.note}>
              {t('gate.tell-not', { n: each.n, why: because(each.because) })}
            </p>
          ))}
        </div>
      )}
    </Section>
  )
}
