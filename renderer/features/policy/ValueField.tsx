import { Alert, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { ParameterType } from '../../../shared/policy/article.ts'
import { tierGaps } from '../../../shared/policy/tierTable.ts'
import { parseParameterValue, VALUE_HELP } from '../../../shared/policy/values.ts'
import { sentence } from '../../client.ts'
import { NameTable } from './NameTable.tsx'
import { TierTable } from './TierTable.tsx'

interface Props {
  id: string
  type: ParameterType
  text: string
  onText(text: string): void
}

/** The value of a parameter: a table for tiers, classes and lists, with the text they are exchanged in beside it. */
export function ValueField({ id, type, text, onText }: Props) {
  const tabled = type === 'tiers' || type === 'fenByClass' || type === 'materials'
  const [mode, setMode] = useState<'table' | 'text'>(tabled ? 'table' : 'text')
  const problem = text.trim() === '' ? '' : valueProblem(type, text)
  return (
    <div>
      {tabled && (
        <Segmented<'table' | 'text'>
          aria-label="录入方式"
          size="small"
          value={mode}
          options={[
            { value: 'table', label: '表格' },
            // A table cannot hold a text that does not read; it would lose what was typed.
            { value: 'text', label: '文字' },
          ]}
          disabled={mode === 'text' && problem !== ''}
          onChange={setMode}
        />
      )}
      {mode === 'text' && (
        <Input.TextArea
          id={id}
          aria-label="数值"
          className="growing"
          rows={tabled ? 3 : 1}
          maxLength={4000}
          value={text}
          status={problem === '' ? '' : 'error'}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {mode === 'table' && type === 'tiers' && <TierTable text={text} onText={onText} />}
      {mode === 'table' && type === 'fenByClass' && (
        <NameTable text={text} onText={onText} heads={['类别或称号', '金额（万元）']} />
      )}
      {mode === 'table' && type === 'materials' && <NameTable text={text} onText={onText} heads={['材料名称']} />}
      <div className={problem === '' ? 'hint' : 'hint problem'} aria-live="polite">
        {problem !== '' ? problem : mode === 'text' ? `写法：${VALUE_HELP[type]}` : ''}
      </div>
      {type === 'tiers' &&
        problem === '' &&
        gapsOf(text).map((gap) => (
          <Alert key={gap} type="warning" showIcon className="tight" title={`${gap}，请核对是否有意如此。`} />
        ))}
    </div>
  )
}

/** What is wrong with the typed value; empty when it can be read. */
export function valueProblem(type: ParameterType, text: string): string {
  try {
    parseParameterValue(type, text)
    return ''
  } catch (error) {
    return sentence(error)
  }
}

function gapsOf(text: string): string[] {
  if (text.trim() === '') return []
  const value = parseParameterValue('tiers', text)
  return value.type === 'tiers' ? tierGaps(value.tiers) : []
}
