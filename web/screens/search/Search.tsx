import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type SearchHit, search } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { foundLine } from '../../parts/found-line.ts'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People, Person } from '../../parts/Person.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useExamples, useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Search.module.css'

/** Typing rests this long before the question is asked. */
const REST_MS = 80
const MOST = 50

/** All who match, with what in the question found them. The question is in the address: it can be sent to a colleague. */
export default function Search() {
  const { t } = useWords()
  const navigate = useNavigate()
  const asked = (useSearch({ strict: false }) as { q?: string }).q ?? ''
  const [typed, type] = useState(asked)
  const [q] = useDebouncedValue(typed.trim(), REST_MS)
  const found = useAsk(search, { query: { q, limit: MOST } }, { enabled: q !== '', keep: true })
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  // The address follows the box, and the box follows the address when another search arrives from elsewhere.
  const told = useRef(asked)
  useEffect(() => {
    if (asked !== told.current) {
      told.current = asked
      type(asked)
    }
  }, [asked])
  useEffect(() => {
    if (q === told.current) return
    told.current = q
    void navigate({ to: '/search', search: q ? { q } : {}, replace: true })
  }, [q, navigate])
  useEffect(() => {
    box.current?.focus()
  }, [])
  const hits = q ? (found.data?.hits ?? []) : []
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    const next = at + (event.key === 'ArrowDown' ? 1 : -1)
    event.preventDefault()
    if (next < 0) box.current?.focus()
    else links[Math.min(next, links.length - 1)]?.focus()
  }
  return (
    <Page title={t('search.title')} lead={t('search.lead')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows walk through links that are reached by Tab as well */}
      <div onKeyDown={walk}>
        <TextInput
          ref={box}
          type="search"
          size="lg"
          aria-label={t('search.what')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={20} aria-hidden />}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          value={typed}
          onChange={(e) => type(e.currentTarget.value)}
          mb="lg"
        />
        <output className="sr-only">
          {q && found.data && !found.isPlaceholderData ? t('shell.find-count', { n: hits.length }) : ''}
        </output>
        <ErrorNote error={found.error} retry={found.refetch} />
        {q === '' && <Teach />}
        {q !== '' && found.isPending && !found.error && <Loading rows={4} />}
        {q !== '' && found.data && hits.length === 0 && !found.isPlaceholderData && <Nobody q={q} />}
        {hits.length > 0 && (
          <div ref={list} aria-busy={found.isPlaceholderData}>
            <p className="dim">
              {hits.length === MOST ? t('search.most', { n: MOST }) : t('shell.find-count', { n: hits.length })}
            </p>
            <People label={t('search.results')}>
              {hits.map((hit) => (
                <li key={hit.id} className={classes.line}>
                  <Hit hit={hit} />
                </li>
              ))}
            </People>
          </div>
        )}
      </div>
    </Page>
  )
}

/** One person, and what in the question is theirs: the reason, and the value it met. */
function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useWords()
  const exact = hit.because === 'name'
  return (
    <Person
      initials={hit.name}
      name={
        <>
          <Link to="/customers/$id" params={{ id: hit.id }} className={classes.link}>
            {hit.name}
          </Link>
          {hit.pronunciation && <em className={classes.said}> {hit.pronunciation}</em>}
        </>
      }
      line={
        <>
          {foundLine(hit)}
          {!exact && (
            <span className={classes.why}>
              <Tone tone="calm">{t(`shell.hit-${hit.because}`)}</Tone>
              {hit.matched && hit.matched !== hit.name && <span className={classes.matched}>{hit.matched}</span>}
            </span>
          )}
        </>
      }
    />
  )
}

const WAYS = ['name', 'sound', 'phone', 'plate', 'email', 'vin', 'vehicle', 'order'] as const

/** Before anything is typed: all the ways there are, each with an example. */
function Teach() {
  const { t } = useWords()
  const { phone, plate } = useExamples()
  const letters = plate.toLowerCase().replace(/[^a-z\d]/gu, '')
  const values = {
    phone,
    end: phone.slice(-8).trim(),
    plate,
    start: letters.slice(0, 5),
    digits: /\d{2,}/u.exec(plate)?.[0] ?? '',
  }
  return (
    <div className={`surface ${classes.teach}`}>
      <h2>{t('search.ways')}</h2>
      <dl>
        {WAYS.map((way) => (
          <div key={way}>
            <dt>{t(`search.way-${way}`)}</dt>
            <dd className="dim">{t(`search.way-${way}-example`, values)}</dd>
          </div>
        ))}
      </dl>
      <p className="dim">{t('search.shortcut')}</p>
    </div>
  )
}

function Nobody({ q }: { q: string }) {
  const { t } = useWords()
  const may = useMay('customers.write', null)
  return (
    <Empty
      icon={<IconSearch size={34} />}
      title={t('shell.find-none', { q })}
      action={
        may && (
          <Button
            component={Link}
            to="/customers"
            search={{ new: 1, name: q } as never}
            leftSection={<IconPlus size={20} aria-hidden />}
          >
            {t('search.create')}
          </Button>
        )
      }
    >
      {t('search.none-text')}
    </Empty>
  )
}
