import { Module } from '@nestjs/common';
import { DatabaseModule } from '@prismosaic/nestjs';
import type { RegisteredComponent } from './components/registered-component';
import { components as registered } from './components/registry.generated';
import { PrismaService } from './database/prisma.service';
import { HomeModule } from './home/home.module';
import { menuOf } from './page/menu';
import { PageModule } from './page/page.module';

const components = registered satisfies RegisteredComponent[];

/** The application: the database, the pages, and every component that has a folder. */
@Module({
  imports: [
    DatabaseModule.forRoot({ client: PrismaService }),
    PageModule.forRoot(menuOf(components)),
    HomeModule.forRoot(components),
    ...components.map(({ module }) => module),
  ],
})
export class AppModule {}
