export interface Bar {
  name: string
  /** The number in words beside the bar: 「106.29 万元」. */
  text: string
  value: number
  /** A lighter length behind the bar, such as what was asked; null for none. */
  behind: number | null
}

const ROW = 24
const NAME = 96
const TEXT = 210
const WIDTH = 600

/** Lying bars on a common scale; every number stands as text beside its bar, so that no colour has to be told apart. */
export function BarChart({ title, bars, legend }: { title: string; bars: readonly Bar[]; legend: string }) {
  const most = Math.max(1, ...bars.map(({ value, behind }) => Math.max(value, behind ?? 0)))
  const room = WIDTH - NAME - TEXT
  const height = bars.length * ROW + 4
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <span className="quiet small">　{legend}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img">
        <title>{title}</title>
        {bars.map(({ name, text, value, behind }, at) => {
          const y = at * ROW + 4
          return (
            <g key={name}>
              <title>{`${name}：${text}`}</title>
              <text x={NAME - 8} y={y + 13} textAnchor="end" className="chart-name">
                {name}
              </text>
              {behind !== null && (
                <rect x={NAME} y={y} width={(behind / most) * room} height={16} className="chart-behind" />
              )}
              <rect x={NAME} y={y + 3} width={(value / most) * room} height={10} className="chart-bar" />
              <text x={NAME + (Math.max(value, behind ?? 0) / most) * room + 6} y={y + 13} className="chart-text">
                {text}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
