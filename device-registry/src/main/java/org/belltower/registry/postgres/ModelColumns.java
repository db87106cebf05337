package org.belltower.registry.postgres;

import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.right.GroupId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// The model's ids as columns of text, and failures that say which statement failed, never with which values: those may
/// be names and tokens.
public final class ModelColumns implements JdbiPlugin {
    /// The database as the whole service meets it.
    public static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source).installPlugin(new ModelColumns());
    }

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(failure -> "failed: " + statement(failure.getStatementContext()));
        text(jdbi, AppId.class, AppId::new, AppId::value);
        text(jdbi, CalendarId.class, CalendarId::new, CalendarId::value);
        text(jdbi, DeviceId.class, DeviceId::new, DeviceId::value);
        text(jdbi, DistrictId.class, DistrictId::new, DistrictId::value);
        text(jdbi, GroupId.class, GroupId::new, GroupId::value);
        text(jdbi, LanguageTag.class, LanguageTag::new, LanguageTag::value);
        text(jdbi, PersonId.class, PersonId::new, PersonId::value);
        text(jdbi, SchoolId.class, SchoolId::new, SchoolId::value);
        text(jdbi, StudentId.class, StudentId::new, StudentId::value);
        text(jdbi, DeviceToken.class, DeviceToken::new, DeviceToken::value);
    }

    private static String statement(@Nullable StatementContext context) {
        String sql = context == null ? null : context.getRawSql();
        return sql == null ? "a statement" : sql.strip();
    }

    private static <T> void text(Jdbi jdbi, Class<T> type, Function<String, T> read, Function<T, String> write) {
        ColumnMapper<T> column = (row, number, _) -> {
            String text = row.getString(number);
            return text == null ? null : read.apply(text);
        };
        ArgumentFactory argument = (given, value, _) -> {
            if (!type.equals(given)) {
                return Optional.empty();
            }
            String text = value == null ? null : write.apply(type.cast(value));
            return Optional.of((position, statement, _) -> statement.setString(position, text));
        };
        jdbi.registerColumnMapper(type, column);
        jdbi.registerArgument(argument);
    }
}
