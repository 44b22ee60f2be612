import { useSearch } from '@tanstack/react-router'
import { comparePlaybooks, type PlaybookDifference } from '../../../contract/playbooks.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'
import { inLanguage, useMomentWords } from './say.ts'

const TONES = { added: 'good', removed: 'bad', changed: 'wait' } as const

/** What changes from one version to another, moment by moment, in words. */
export default function Compare() {
  const { t, locale } = useWords()
  const { a, b } = useSearch({ strict: false }) as { a?: number; b?: number }
  const [from, to] = [Number(a ?? 0), Number(b ?? 0)]
  const compared = useAsk(comparePlaybooks, { params: { from, to } }, { enabled: from > 0 && to > 0 })
  const { whole = [], moments = [] } = compared.data ?? {}
  const back = <Back to="/playbook">{t('playbook.title')}</Back>
  if (!(from > 0 && to > 0))
    return (
      <Page title={t('playbook.compare-none')} back={back}>
        <Empty title={t('playbook.compare-none')}>{t('playbook.compare-none-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('playbook.compare-title', { from, to })} back={back}>
      <ErrorNote error={compared.error} retry={compared.refetch} />
      {compared.isLoading && <Loading rows={3} />}
      {compared.data && whole.length + moments.length === 0 && <Empty title={t('playbook.compare-same')} />}
      {whole.length > 0 && (
        <Section title={t('playbook.compare-whole')}>
          <div className={`${classes.panel} surface`}>
            <Differences list={whole} />
          </div>
        </Section>
      )}
      {moments.map(({ id, title, change, differences }) => (
        <section key={id} className={`${classes.panel} surface`} aria-label={inLanguage(title, locale) || id}>
          <h2 className={classes.name}>
            {inLanguage(title, locale) || id} <Tone tone={TONES[change]}>{t(`playbook.change-${change}`)}</Tone>
          </h2>
          {differences.length > 0 && <Differences list={differences} />}
        </section>
      ))}
    </Page>
  )
}

function Differences({ list }: { list: readonly PlaybookDifference[] }) {
  const { t } = useWords()
  const { value } = useMomentWords()
  const shown = (path: string, text: string | null) => (text === null ? t('playbook.nothing') : value(path, text))
  return (
    <dl className={classes.differences}>
      {list.map(({ path, from, to }) => (
        <div key={path}>
          <dt>
            <PathWords path={path} />
          </dt>
          <dd>
            <span className="sr-only">{t('playbook.was')} </span>
            <del>{shown(path, from)}</del>
          </dd>
          <dd>
            <span className="sr-only">{t('playbook.is')} </span>
            <ins>{shown(path, to)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `sms.fr` as « SMS · français »; a key the screen has no word for stays as it is written. */
function PathWords({ path }: { path: string }) {
  const say = useMomentWords()
  return (
    <>
      {path
        .split('.')
        .map((part) =>
          /^[a-z]{2}$/u.test(part) && part !== 'at' && part !== 'on' && part !== 'do' && part !== 'if' && part !== 'by'
            ? say.language(part)
            : say.key(part),
        )
        .join(' · ')}
    </>
  )
}
