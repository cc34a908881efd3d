/**
 * The least change to a linear map that makes it give what is wanted at these points: `change = (points × pointsᵀ)⁻¹ × missing`,
 * to be taken as `points`ᵀ × it. With fewer points than dimensions it is exact.
 */
export function leastChange(
  points: readonly Float64Array[],
  missing: readonly Float64Array[],
): Float64Array[] {
  const lower = cholesky(points.map(a => Float64Array.from(points, b => dot(a, b))));
  const size = points.length;
  const columns = missing[0]?.length ?? 0;
  const out = missing.map(row => row.slice());
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < size; i++) {
      let sum = out[i]![column]!;
      for (let j = 0; j < i; j++) sum -= lower[i]![j]! * out[j]![column]!;
      out[i]![column] = sum / lower[i]![i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = out[i]![column]!;
      for (let j = i + 1; j < size; j++) sum -= lower[j]![i]! * out[j]![column]!;
      out[i]![column] = sum / lower[i]![i]!;
    }
  }
  return out;
}

/** A little is added along the diagonal, so that points that are nearly the same do no harm. */
const RIDGE = 1e-6;

function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = matrix.map(row => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]! + (i === j ? RIDGE : 0);
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  }
  return lower;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
