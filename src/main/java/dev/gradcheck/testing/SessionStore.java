package dev.gradcheck.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/**
 * Where {@link RunListener} leaves the run of a session for {@link GradcheckExtension}: JUnit's own store, which it has had since 5.13. With
 * an older one, a launcher within a test that was told not to look for listeners belongs to the run around it.
 */
final class SessionStore {
    private static final boolean THERE = isThere();

    private SessionStore() {}

    static void put(LauncherSession session, LauncherRun run) {
        if (THERE) {
            Since13.put(session, run);
        }
    }

    static void remove(LauncherSession session) {
        if (THERE) {
            Since13.remove(session);
        }
    }

    /** {@return the run of the session that a test belongs to; empty where its launcher has none of ours} */
    static Optional<LauncherRun> of(ExtensionContext context) {
        return THERE ? Since13.of(context) : LauncherRun.current();
    }

    private static boolean isThere() {
        try {
            Class.forName(
                    "org.junit.platform.engine.support.store.Namespace", false, SessionStore.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where the store is. */
    private static final class Since13 {
        private static final Namespace IN_LAUNCHER = Namespace.create(LauncherRun.class);
        private static final ExtensionContext.Namespace IN_JUPITER =
                ExtensionContext.Namespace.create(LauncherRun.class);

        static void put(LauncherSession session, LauncherRun run) {
            session.getStore().put(IN_LAUNCHER, LauncherRun.class, run);
        }

        /** The store would close it, too. */
        static void remove(LauncherSession session) {
            session.getStore().remove(IN_LAUNCHER, LauncherRun.class, LauncherRun.class);
        }

        static Optional<LauncherRun> of(ExtensionContext context) {
            return Optional.ofNullable(context.getStore(StoreScope.LAUNCHER_SESSION, IN_JUPITER)
                    .get(LauncherRun.class, LauncherRun.class));
        }
    }
}
