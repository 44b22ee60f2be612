import { Button, Table } from '@mantine/core'
import { type CSSProperties, useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { useWeighed } from '../../parts/weighed.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'
import type { QualityData } from './quality-data.ts'

type Model = QualityData['model']
type Comparison = Model['comparisons'][number]

/** What every agreement and difference weighs, field by field; and the values that say nothing. */
export function Weights({ model }: { model: Model }) {
  const { t, number } = useWords()
  const levels = model.comparisons.flatMap((each) => each.levels)
  const most = Math.max(1, ...levels.map((level) => Math.abs(level.bits)))
  return (
    <Section
      title={t('identity.model')}
      note={
        model.learntFrom > 0 ? t('identity.model-from', { n: number(model.learntFrom) }) : t('identity.model-default')
      }
    >
      <div className={`${classes.panel} surface`}>
        <p className={classes.lead}>{t('identity.model-lead')}</p>
        {model.comparisons.map((each) => (
          <Field key={each.field} comparison={each} most={most} />
        ))}
      </div>
      <Generic values={model.generic} />
    </Section>
  )
}

function Field({ comparison: { field, levels }, most }: { comparison: Comparison; most: number }) {
  const { t } = useWords()
  const { fieldName, label, points } = useWeighed()
  const kind = field.startsWith('extra:') ? 'extra' : field
  const share = useShare()
  return (
    <details className={classes.list}>
      <summary>{fieldName(field)}</summary>
      <Table.ScrollContainer minWidth={520} type="native" tabIndex={0} role="group" aria-label={fieldName(field)}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('identity.col-level')}</Table.Th>
              <Table.Th scope="col">{t('identity.col-points')}</Table.Th>
              <Table.Th scope="col">{t('identity.col-m')}</Table.Th>
              <Table.Th scope="col">{t('identity.col-u')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levels
              .filter(({ level }) => level !== 'missing')
              .map(({ level, bits, m, u }) => (
                <Table.Tr key={level}>
                  <Table.Th scope="row" className={classes.level}>
                    {label(`${kind}.${level}`, field)}
                  </Table.Th>
                  <Table.Td>
                    <span className={classes.weight}>
                      <span className={classes.number}>{points(bits, true)}</span>
                      <span className={classes.track} aria-hidden>
                        <span
                          data-for={bits >= 0 || undefined}
                          style={{ '--share': `${(50 * Math.abs(bits)) / most}%` } as CSSProperties}
                        />
                      </span>
                    </span>
                  </Table.Td>
                  <Table.Td>{share(m)}</Table.Td>
                  <Table.Td>{share(u)}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  )
}

/** A share that may be one in a million: two digits that count. */
function useShare(): (value: number) => string {
  const { number } = useWords()
  return (value) => number(value, { style: 'percent', maximumSignificantDigits: 2 })
}

/** Of values that stand for nobody, those shown at first. */
const FIRST = 12

function Generic({ values }: { values: Model['generic'] }) {
  const { t, number } = useWords()
  const { fieldName } = useWeighed()
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, FIRST)
  return (
    <div className={`${classes.panel} ${classes.border} surface`}>
      <h3 className={classes.sub}>{t('identity.generic')}</h3>
      <p className={classes.lead}>
        {t('identity.generic-lead')} {values.length === 0 && t('identity.generic-none')}
      </p>
      {values.length > 0 && (
        <Table.ScrollContainer
          minWidth={320}
          type="native"
          tabIndex={0}
          role="group"
          aria-label={t('identity.generic')}
        >
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('identity.col-field')}</Table.Th>
                <Table.Th scope="col">{t('identity.col-value')}</Table.Th>
                <Table.Th scope="col">{t('identity.col-count')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ field, value, count }) => (
                <Table.Tr key={`${field} ${value}`}>
                  <Table.Td>{fieldName(field)}</Table.Td>
                  <Table.Td>{value}</Table.Td>
                  <Table.Td>{number(count)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {shown.length < values.length && (
        <Button variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {t('identity.generic-all', { n: number(values.length) })}
        </Button>
      )}
    </div>
  )
}
