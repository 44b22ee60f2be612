import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type SearchHit, search } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { foundLine } from '../../parts/found-line.ts'
import { Person } from '../../parts/Person.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Find.module.css'

const [store, find] = createSpotlight()
export const openFind = () => find.open()

/** Typing rests this long before the question is asked: under what a hand notices, above what two keys are apart. */
const REST_MS = 60

/** Find a customer from any screen: Ctrl-K or the visible box, then a name, a number, a plate, as one happens to know it. */
export function Find() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), REST_MS)
  const found = useAsk(search, { query: { q, limit: 8 } }, { enabled: q.length > 0, keep: true })
  const hits = q ? (found.data?.hits ?? []) : []
  const { selected } = useSpotlight(store)
  // Enter pressed before the answer is here: the first one of the answer to what is typed now, never of an older question.
  const [eager, setEager] = useState(false)
  const settled = q !== '' && q === typed.trim() && found.data !== undefined && !found.isPlaceholderData
  const first = settled ? hits[0]?.id : undefined
  useEffect(() => {
    if (!eager || !settled) return
    setEager(false)
    if (!first) return
    find.close()
    void navigate({ to: '/customers/$id', params: { id: first } })
  }, [eager, settled, first, navigate])
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={(query) => {
        setEager(false)
        type(query)
      }}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight="70dvh"
      size="lg"
      radius="lg"
      attributes={{ content: { 'aria-label': t('shell.find') } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}
    >
      <Spotlight.Search
        placeholder={t('shell.find-hint')}
        aria-label={t('shell.find')}
        leftSection={<IconSearch size={22} aria-hidden />}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && selected < 0 && typed.trim()) setEager(true)
        }}
      />
      <output className="sr-only">{q && found.data ? t('shell.find-count', { n: hits.length }) : ''}</output>
      <Spotlight.ActionsList>
        {hits.map((hit) => (
          <Spotlight.Action
            key={hit.id}
            onClick={() => void navigate({ to: '/customers/$id', params: { id: hit.id } })}
            classNames={{ action: classes.hit ?? '' }}
          >
            <Hit hit={hit} />
          </Spotlight.Action>
        ))}
        {hits.length > 0 && (
          <Spotlight.Action
            onClick={() => void navigate({ to: '/search', search: { q } })}
            label={t('shell.find-all')}
            leftSection={<IconSearch size={18} aria-hidden />}
          />
        )}
        {hits.length === 0 && (
          <Spotlight.Empty>
            {q && found.data && !found.isPlaceholderData ? t('shell.find-none', { q }) : t('shell.find-type')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** One person found: name as they say it, vehicle and town, and what in the question found them. */
function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useWords()
  return (
    <Person
      initials={hit.name}
      name={
        <>
          {hit.name}
          {hit.pronunciation && <span className={classes.said}> {hit.pronunciation}</span>}
        </>
      }
      line={foundLine(hit)}
      side={hit.because === 'name' ? null : <span className={classes.why}>{t(`shell.hit-${hit.because}`)}</span>}
    />
  )
}
