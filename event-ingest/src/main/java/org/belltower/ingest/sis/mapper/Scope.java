package org.belltower.ingest.sis.mapper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.TableName;
import org.belltower.ingest.sis.mapping.ColumnPath;
import org.belltower.ingest.sis.mapping.Condition;
import org.belltower.ingest.sis.mapping.Expression;
import org.belltower.ingest.sis.mapping.Lookup;
import org.jspecify.annotations.Nullable;

/// One row with what its lookups have found, in which expressions mean something.
///
/// Not thread-safe: one for each row.
final class Scope {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DIGITS_OF_A_PERCENTAGE = 6;
    private static final Pattern ZONED = Pattern.compile(".*\\d[T ]\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)");

    private static final int LONGEST_DATE = 10;

    private final TableName table;
    private final Row row;
    private final Map<String, Found> found = new HashMap<>();

    Scope(TableName table, Row row) {
        this.table = table;
        this.row = row;
    }

    /// @param row null if there is none, as there may be none
    private record Found(TableName table, @Nullable Row row) {}

    void add(Lookup lookup, @Nullable Row foundRow) {
        found.put(lookup.name(), new Found(lookup.index().table(), foundRow));
    }

    boolean allHold(List<Condition> conditions) throws UnusableRowException {
        for (Condition condition : conditions) {
            if (!condition.holdsFor(column(condition.column()))) {
                return false;
            }
        }
        return true;
    }

    /// @throws UnusableRowException if the row, or what was looked up, does not have what the expression is
    ///     about
    Cell value(Expression expression) throws UnusableRowException {
        return switch (expression) {
            case Expression.Column column -> column(column.path());
            case Expression.Literal literal -> literal.cell();
            case Expression.Coded coded -> meaning(coded);
            case Expression.Percentage percentage -> percent(percentage);
            case Expression.FirstOf first -> first(first.choices());
            case Expression.Joined joined -> joined(joined);
            case Expression.Day day -> day(day.of());
        };
    }

    private Cell column(ColumnPath path) throws UnusableRowException {
        String name = path.column();
        if (path.lookup() == null) {
            if (row.cell(name).filter(Cell.Unreadable.class::isInstance).isPresent()) {
                throw new UnusableRowException(table + "." + name + " cannot be read, or is too large");
            }
            return row.cell(name)
                    .filter(Scope::isThere)
                    .orElseThrow(() -> new UnusableRowException(table + "." + name
                            + " is not in the log's entry: there is no such column, or the log says no more of a row"
                            + " than its key and what changed (REPLICA IDENTITY FULL has it say all)"));
        }
        Found lookedUp = found.get(path.lookup());
        if (lookedUp == null) {
            throw new IllegalStateException("a lookup is made before its columns are read");
        }
        return lookedUp.row() == null
                ? Cell.nothing()
                : lookedUp.row()
                        .cell(name)
                        .filter(Scope::isThere)
                        .orElseThrow(() -> new UnusableRowException(lookedUp.table() + "." + name
                                + " is not kept of the row: there is no such column, or the mapping did not read it"
                                + " when the row came (a new snapshot of the table brings it)"));
    }

    private static boolean isThere(Cell cell) {
        return !(cell instanceof Cell.Unavailable) && !(cell instanceof Cell.Unreadable);
    }

    private Cell meaning(Expression.Coded coded) throws UnusableRowException {
        Cell code = value(coded.code());
        Cell meaning = code.asText().map(coded.table().meanings()::get).orElse(coded.otherwise());
        if (meaning == null) {
            throw new UnusableRowException(names(coded.code()) + " is no code of the code table "
                    + coded.table().name());
        }
        return meaning;
    }

    private Cell percent(Expression.Percentage percentage) throws UnusableRowException {
        Cell part = value(percentage.part());
        Cell whole = value(percentage.whole());
        if (part instanceof Cell.Nothing || whole instanceof Cell.Nothing) {
            return Cell.nothing();
        }
        BigDecimal divisor = number(percentage.whole(), whole);
        BigDecimal dividend = number(percentage.part(), part);
        if (divisor.signum() == 0) {
            return Cell.nothing();
        }
        BigDecimal percent = dividend.multiply(HUNDRED).divide(divisor, DIGITS_OF_A_PERCENTAGE, RoundingMode.HALF_UP);
        try {
            return new Cell.Decimal(percent);
        } catch (IllegalArgumentException e) {
            throw new UnusableRowException(names(percentage.part()) + " is too large a part");
        }
    }

    private static BigDecimal number(Expression expression, Cell cell) throws UnusableRowException {
        return cell.asNumber()
                .orElseThrow(() -> new UnusableRowException(names(expression)
                        + " is no number (set decimal.handling.mode to string, or write records with their schema)"));
    }

    private Cell first(List<Expression> choices) throws UnusableRowException {
        for (Expression choice : choices) {
            Cell cell = value(choice);
            if (!(cell instanceof Cell.Nothing)) {
                return cell;
            }
        }
        return Cell.nothing();
    }

    private Cell joined(Expression.Joined joined) throws UnusableRowException {
        List<String> texts = new ArrayList<>();
        for (Expression part : joined.parts()) {
            value(part).asText().ifPresent(texts::add);
        }
        return texts.size() < joined.parts().size() ? Cell.nothing() : new Cell.Text(String.join(joined.with(), texts));
    }

    /// Of a time stamp its date, but of one with a zone: what day that is depends on where one asks.
    private LocalDate day(Expression of, String text) throws UnusableRowException {
        if (ZONED.matcher(text).matches()) {
            throw new UnusableRowException(names(of)
                    + " is no date: a time stamp with a zone is another day elsewhere; a date, or a time stamp without"
                    + " a zone, can be used");
        }
        return LocalDate.parse(text.substring(0, Math.min(LONGEST_DATE, text.length())));
    }

    private Cell day(Expression of) throws UnusableRowException {
        Cell cell = value(of);
        try {
            return switch (cell) {
                case Cell.Nothing _ -> cell;
                case Cell.Text text -> new Cell.Text(day(of, text.text()).toString());
                case Cell.Decimal number ->
                    new Cell.Text(LocalDate.ofEpochDay(number.number().longValueExact())
                            .toString());
                case Cell.Flag _, Cell.Unavailable _, Cell.Unreadable _ ->
                    throw new UnusableRowException(names(of) + " is no date");
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnusableRowException(
                    names(of) + " is no date: neither written as 2026-11-20 nor in days since 1970");
        }
    }

    /// The columns by their names: what stands in them is nobody's business.
    private static String names(Expression expression) {
        List<String> columns =
                expression.columns().map(ColumnPath::toString).distinct().toList();
        return columns.isEmpty() ? "a value" : String.join(", ", columns);
    }
}
