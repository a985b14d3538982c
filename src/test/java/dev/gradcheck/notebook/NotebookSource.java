package dev.gradcheck.notebook;

import dev.gradcheck.testing.NetworkSource;
import dev.gradcheck.testing.Networks;

/** The notebook's two networks, for commands that judge single files. */
public final class NotebookSource implements NetworkSource {
    @Override
    public Networks extend(Networks networks) {
        Networks own = NotebookNetworks.all();
        Networks extended = networks;
        for (String name : own.catalog().names()) {
            extended = extended.with(
                            extended.catalog().with(own.catalog().find(name).orElseThrow()))
                    .withTwin(name, own.twins().get(name));
        }
        return extended;
    }
}
