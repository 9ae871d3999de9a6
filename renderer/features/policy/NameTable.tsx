import { Button, Input } from 'antd'
import { useRows } from '../../ui/useRows.ts'
import { nameRows, nameText } from './nameRows.ts'

interface Props {
  text: string
  onText(text: string): void
  /** Heads of the columns; the second only for amounts by name. */
  heads: readonly [string] | readonly [string, string]
}

/** 会员类别、称号 with their amounts, or a list of materials: one row each. */
export function NameTable({ text, onText, heads }: Props) {
  const [nameHead, amountHead] = heads
  const withAmounts = amountHead !== undefined
  const { lines, change, remove, add } = useRows(
    () => nameRows(text, withAmounts),
    (rows) => onText(nameText(rows, withAmounts)),
  )

  return (
    <div className="tier-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{nameHead}</th>
            {withAmounts && <th className="right">{amountHead}</th>}
            <th>
              <span className="quiet">删除</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, row }, at) => (
            <tr key={id}>
              <td>
                <Input
                  aria-label={`第${at + 1}行${nameHead}`}
                  size="small"
                  value={row.name}
                  onChange={(event) => change(id, { name: event.target.value })}
                />
              </td>
              {withAmounts && (
                <td className="right">
                  <Input
                    aria-label={`第${at + 1}行${amountHead}`}
                    size="small"
                    className="digits tier-cell"
                    value={row.amount}
                    onChange={(event) => change(id, { amount: event.target.value })}
                  />
                </td>
              )}
              <td>
                <Button size="small" type="text" aria-label={`删除第${at + 1}行`} onClick={() => remove(id)}>
                  删除
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={() => add({ name: '', amount: '' })}>
        增加一行
      </Button>
    </div>
  )
}
