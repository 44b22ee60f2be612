import { Alert, Button, Group, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { listProducts, type ProductCard } from '../../../contract/quality.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { VoiceNav } from '../voice/VoiceNav.tsx'
import { CardOnBoard } from './CardOnBoard.tsx'
import classes from './Gate.module.css'
import { ImportProducts } from './ImportProducts.tsx'
import { ProductForm } from './ProductForm.tsx'
import { COLUMNS } from './said.ts'

/** What is on the shelf is many: so many are drawn before somebody asks for the rest. */
const FEW = 24

/** Every product that is watched, by where it stands; what waits for a decision comes first to the eye. */
export default function Board() {
  const { t } = useWords()
  const may = useMay('voice.read', null)
  const manage = useMay('gate.manage', null)
  const { archived = false } = useSearch({ strict: false }) as { archived?: boolean }
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const [form, setForm] = useState<'new' | 'import' | null>(null)
  const asked = useAsk(
    listProducts,
    { query: { ...(q ? { q } : {}), ...(archived ? { archived: 'true' } : {}) } },
    { enabled: may, every: 20_000, keep: true },
  )
  if (!may)
    return (
      <Page title={t('gate.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { products, settings, deadLetters = 0 } = asked.data ?? {}
  const minimum = settings?.minimum ?? 0
  const nothing = products?.length === 0 && !q && !archived
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setForm('new')}>
      {t('gate.add')}
    </Button>
  )
  const lead = settings && {
    bar: settings.bar,
    days: settings.clockDays,
  }
  return (
    <Page
      title={t('gate.title')}
      count={products?.filter(({ proposal }) => proposal).length ?? 0}
      lead={lead && t(settings?.automatic ? 'gate.lead-automatic' : 'gate.lead', lead)}
      size="wide"
      nav={<VoiceNav />}
      actions={
        manage && (
          <>
            <BoardActions add={() => setForm('import')} />
            {!nothing && add}
          </>
        )
      }
    >
      {deadLetters > 0 && manage && <Undelivered n={deadLetters} />}
      {!nothing && <Find typed={typed} type={type} archived={archived} />}
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!products && !asked.error && <Loading rows={3} as="card" />}
      {nothing && (
        <Empty icon={<IconPackage size={40} stroke={1.4} />} title={t('gate.none')} action={manage && add}>
          {t('gate.none-text')}
        </Empty>
      )}
      {products?.length === 0 && !nothing && (
        <Empty title={archived ? t('gate.archived-none') : t('gate.none-found')} quiet>
          {archived ? null : t('gate.none-found-text')}
        </Empty>
      )}
      {products &&
        products.length > 0 &&
        (archived ? (
          <Shelf products={products} minimum={minimum} />
        ) : (
          <Columns products={products} minimum={minimum} />
        ))}
      {form === 'new' && <ProductForm product={null} close={() => setForm(null)} />}
      {form === 'import' && <ImportProducts close={() => setForm(null)} />}
    </Page>
  )
}

/** The ways to what is set, and to many products at once. */
function BoardActions({ add }: { add: () => void }) {
  const { t } = useWords()
  return (
    <>
      <Button component={Link} to="/voice/gate/thresholds" variant="default">
        {t('gate.settings')}
      </Button>
      <Button component={Link} to="/voice/gate/shops" variant="default">
        {t('gate.hooks')}
      </Button>
      <Button variant="default" onClick={add}>
        {t('gate.import')}
      </Button>
    </>
  )
}

/** What no shop was told, however often it was tried. */
function Undelivered({ n }: { n: number }) {
  const { t } = useWords()
  return (
    <Alert color="brick" variant="light" mb="lg" title={t('gate.dead', { n })}>
      <Group justify="space-between" gap="sm">
        <span>{t('gate.dead-text')}</span>
        <Button component={Link} to="/voice/gate/shops" variant="default" size="compact-md">
          {t('gate.dead-look')}
        </Button>
      </Group>
    </Alert>
  )
}

interface FindProps {
  typed: string
  type: (typed: string) => void
  archived: boolean
}

function Find({ typed, type, archived }: FindProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  return (
    <search className={classes.find} aria-label={t('gate.find')}>
      <TextInput
        label={t('gate.find')}
        placeholder={t('gate.find-hint')}
        value={typed}
        onChange={(e) => type(e.currentTarget.value)}
      />
      <Button
        variant="subtle"
        onClick={() => void navigate({ to: '.', search: archived ? {} : { archived: true }, replace: true } as never)}
      >
        {t(archived ? 'gate.show-board' : 'gate.show-archived')}
      </Button>
    </search>
  )
}

/** Arrows lead from card to card: up and down in a column, left and right to the next one that holds something. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  }
  const step = steps[event.key]
  const here = event.target instanceof Element ? event.target.closest('a[data-card]') : null
  if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) return
  const columns = [...event.currentTarget.querySelectorAll('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('a[data-card]')])
    .filter((cards) => cards.length > 0)
  const column = columns.findIndex((cards) => cards.includes(here as HTMLElement))
  const row = columns[column]?.indexOf(here as HTMLElement) ?? 0
  const next = columns[column + step[0]]
  const card = next?.[Math.min(row + step[1], next.length - 1)]
  if (!card) return
  event.preventDefault()
  card.focus()
}

interface CardsProps {
  products: readonly ProductCard[]
  minimum: number
}

function Columns({ products, minimum }: CardsProps) {
  const { t, number } = useWords()
  const shelf = products.filter(({ state }) => state === 'on-shelf')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are links; arrows are one more way between them
    <div onKeyDown={walk}>
      <div className={classes.board}>
        {COLUMNS.map((state) => {
          const cards = products.filter((product) => product.state === state)
          return (
            <section
              key={state}
              className={classes.column}
              data-column
              data-empty={cards.length === 0 || undefined}
              aria-label={t(`gate.state.${state}`)}
            >
              <h2 className={classes.columnTitle}>
                {t(`gate.state.${state}`)} <span className="dim figures">{number(cards.length)}</span>
              </h2>
              {cards.length === 0 ? (
                <p className={classes.nothing}>{t('gate.column-none')}</p>
              ) : (
                <ul className={classes.cards}>
                  {cards.map((product) => (
                    <li key={product.id}>
                      <CardOnBoard product={product} minimum={minimum} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )
        })}
      </div>
      <Section title={t('gate.state.on-shelf')} note={number(shelf.length)}>
        {shelf.length === 0 ? (
          <p className={classes.nothing}>{t('gate.column-none')}</p>
        ) : (
          <Shelf products={shelf} minimum={minimum} />
        )}
      </Section>
    </div>
  )
}

function Shelf({ products, minimum }: CardsProps) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const shown = all ? products : products.slice(0, FEW)
  return (
    <div data-column>
      <ul className={classes.shelf}>
        {shown.map((product) => (
          <li key={product.id}>
            <CardOnBoard product={product} minimum={minimum} quiet />
          </li>
        ))}
      </ul>
      {shown.length < products.length && (
        <Button variant="default" mt="md" onClick={() => setAll(true)}>
          {t('gate.spoken-more', { n: products.length })}
        </Button>
      )}
    </div>
  )
}
